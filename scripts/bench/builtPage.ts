import { execFileSync } from 'node:child_process';
import type { LongTasks } from './longTasks.ts';
import type { StartUp } from './startUp.ts';

/** What is measured of the page as it is built and served. */
export interface BuiltPage {
  readonly startUp: StartUp;
  readonly longTasks: readonly LongTasks[];
}

/** Builds the page, serves it, and measures it in Chromium; throws where a part of this fails. */
export function measureBuiltPage(): BuiltPage {
  // The server of the sources has set this process to development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const run = (...command: readonly string[]) =>
    execFileSync('npx', ['--no-install', ...command], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  run('vite', 'build', '--logLevel', 'error');
  // In a process of its own: all that the benchmarks leave in this one made the page a sixth slower.
  return JSON.parse(run('tsx', 'scripts/visitPage.ts'));
}

import { spawnSync } from 'node:child_process';
import { preview } from 'vite';
import { type LongTasks, measureLongTasks } from './longTasks.ts';
import { measureStartUp, type StartUp } from './startUp.ts';

/** What is measured of the page as it is built and served. */
export interface BuiltPage {
  readonly startUp: StartUp;
  readonly longTasks: readonly LongTasks[];
}

/** Builds the page, serves it, and measures it in Chromium. */
export async function measureBuiltPage(): Promise<BuiltPage> {
  // In a process of its own: the server of the sources has set this one to development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the page does not build');
  const server = await preview({ logLevel: 'error', preview: { port: 0 } });
  try {
    const address = server.resolvedUrls!.local[0]!;
    return { startUp: await measureStartUp(address), longTasks: await measureLongTasks(address) };
  } finally {
    await server.close();
  }
}

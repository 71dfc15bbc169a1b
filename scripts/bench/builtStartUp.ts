import { spawnSync } from 'node:child_process';
import { preview } from 'vite';
import { measureStartUp, type StartUp } from './startUp.ts';

/** Builds the page, serves it, and times how soon it shows its first histogram. */
export async function measureBuiltStartUp(): Promise<StartUp> {
  // In a process of its own: the server of the sources has set this one to development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
    env,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the page does not build');
  const server = await preview({ logLevel: 'error', preview: { port: 0 } });
  try {
    return await measureStartUp(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
}

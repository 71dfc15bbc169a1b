import { build, preview } from 'vite';
import { measureStartUp, type StartUp } from './startUp.ts';

/** Builds the page, serves it, and times how soon it shows its first histogram. */
export async function measureBuiltStartUp(): Promise<StartUp> {
  await build({ logLevel: 'error' });
  const server = await preview({ logLevel: 'error', preview: { port: 0 } });
  try {
    return await measureStartUp(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
}

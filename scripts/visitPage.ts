/** Serves the built page, measures it in Chromium and prints what it found as JSON; `npm run bench` runs it. */
import { preview } from 'vite';
import type { BuiltPage } from './bench/builtPage.ts';
import { measureLongTasks } from './bench/longTasks.ts';
import { measureStartUp } from './bench/startUp.ts';

const server = await preview({ logLevel: 'error', preview: { port: 0 } });
try {
  const address = server.resolvedUrls!.local[0]!;
  const startUp = await measureStartUp(address);
  const found: BuiltPage = { startUp, longTasks: await measureLongTasks(address) };
  console.log(JSON.stringify(found));
} finally {
  await server.close();
}

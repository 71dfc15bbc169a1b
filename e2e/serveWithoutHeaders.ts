import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** The folder that the page is served in, since a static host seldom gives one the root. */
const FOLDER = '/lab/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** A page served as a plain static host does: files and their types, and no other headers. */
export interface StaticHost {
  readonly address: string;
  close(): void;
}

/** Serves a folder on a free port. */
export async function serveWithoutHeaders(root: string): Promise<StaticHost> {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url ?? '/', 'http://localhost');
    const path = normalize(pathname).replace(FOLDER, '') || 'index.html';
    try {
      if (!pathname.startsWith(FOLDER)) throw new Error(`not below ${FOLDER}`);
      const bytes = await readFile(join(root, path));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${FOLDER}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

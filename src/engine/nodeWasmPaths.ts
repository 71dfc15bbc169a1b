import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Folder of the wasm binaries in the installed package, for `createEngine` in Node. */
export function nodeWasmPaths(): string {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return join(dirname(manifest), 'dist') + sep;
}

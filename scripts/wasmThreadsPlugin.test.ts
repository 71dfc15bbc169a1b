import { createRequire } from 'node:module';
import vm from 'node:vm';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { wasmThreadsPlugin } from './wasmThreadsPlugin.ts';

const factory = createRequire(import.meta.url)
  .resolve('@tensorflow/tfjs-backend-wasm/package.json')
  .replace('package.json', 'wasm-out/tfjs-backend-wasm-threaded-simd.js');

/** What a thread gets to run: the text of the factory, out of a minified bundle. */
async function bundleThreadSource(plugins: ReturnType<typeof wasmThreadsPlugin>[]): Promise<string> {
  const entry = 'virtual:entry';
  const output = (await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) =>
          id === entry
            ? `import * as f from ${JSON.stringify(factory)}; globalThis.source = (f.default ?? f).toString();`
            : undefined,
      },
      ...plugins,
    ],
    build: { write: false, minify: true, target: 'es2022', rolldownOptions: { input: entry } },
  })) as Rolldown.RolldownOutput;
  const context = vm.createContext({ document: {}, URL, console });
  vm.runInContext(output.output[0].code.replace(/^import.*$/gm, ''), context);
  return context.source as string;
}

/** Starts the factory as a thread does; the error it ends with, if any. */
function startAsThread(source: string): string {
  const context = vm.createContext({
    importScripts: () => {},
    self: { location: { href: 'blob:x' } },
    console: { log: () => {}, warn: () => {} },
    WebAssembly,
  });
  try {
    vm.runInContext(`(${source})({ ENVIRONMENT_IS_PTHREAD: true })`, context);
    return '';
  } catch (thrown) {
    return String(thrown);
  }
}

describe('wasmThreadsPlugin', () => {
  it('keeps a thread from dying of a minified name', async () => {
    expect(startAsThread(await bundleThreadSource([]))).toMatch(/ReferenceError: \S+ is not defined/);
    expect(startAsThread(await bundleThreadSource([wasmThreadsPlugin()]))).not.toMatch(/ReferenceError/);
  });
});

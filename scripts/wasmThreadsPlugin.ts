import type { Plugin } from 'vite';

const USE = 'typeof _scriptDir !== "undefined" && _scriptDir';

/**
 * Keeps the threads of tfjs's wasm backend alive through minification.
 *
 * The backend hands the source text of one of its functions to each thread. The function reads `_scriptDir`, which stands
 * outside of it, behind a `typeof` guard that minifiers take away, and every thread dies of a ReferenceError. Read as a
 * property of the global object it is undefined in a thread, as it is meant to be.
 */
export function wasmThreadsPlugin(): Plugin {
  return {
    name: 'wasm-threads',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return undefined;
      if (!code.includes(USE)) this.error(`nothing to mend in ${id}: has the backend changed?`);
      return { code: code.replaceAll(USE, 'globalThis._scriptDir'), map: null };
    },
  };
}

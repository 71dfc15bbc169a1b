/** The wasm binaries that may be asked for: without SIMD, with SIMD, with SIMD and threads. Keys of `wasmPaths`. */
export const WASM_FILES = {
  plain: 'tfjs-backend-wasm.wasm',
  simd: 'tfjs-backend-wasm-simd.wasm',
  threadedSimd: 'tfjs-backend-wasm-threaded-simd.wasm',
} as const;

/** Where the wasm binaries are: a folder with a slash at its end, or an address by file name (all three of WASM_FILES). */
export type WasmPaths = Readonly<Record<string, string>> | string;

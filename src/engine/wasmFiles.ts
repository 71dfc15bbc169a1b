/** The wasm binaries that may be asked for: for one thread and for several, both with SIMD. Keys of `wasmPaths`. */
export const WASM_FILES = {
  simd: 'tfjs-backend-wasm-simd.wasm',
  threadedSimd: 'tfjs-backend-wasm-threaded-simd.wasm',
} as const;

/** Where the wasm binaries are: a folder with a slash at its end, or an address by file name (both of WASM_FILES). */
export type WasmPaths = Readonly<Record<string, string>> | string;

/** The wasm binaries that may be asked for: for one thread and for several, both with SIMD. Keys of `wasmPaths`. */
export const WASM_FILES = {
  simd: 'tfjs-backend-wasm-simd.wasm',
  threadedSimd: 'tfjs-backend-wasm-threaded-simd.wasm',
} as const;

/** Where the wasm binaries are: a folder with a slash at its end, or an address by file name (both of WASM_FILES). */
export type WasmPaths = Readonly<Record<string, string>> | string;

/** The backend wants an address for the binary without SIMD too, which it never asks for where there is SIMD. */
export function nameAllBinaries(wasmPaths: WasmPaths): WasmPaths {
  if (typeof wasmPaths === 'string') return wasmPaths;
  return { 'tfjs-backend-wasm.wasm': wasmPaths[WASM_FILES.simd]!, ...wasmPaths };
}

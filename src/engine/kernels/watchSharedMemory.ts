/**
 * Sees the shared memory that the threaded wasm backend makes when it starts: it keeps it to itself, and our kernels work
 * on it. Call `stop` once the backend stands.
 */
export function watchSharedMemory(): {
  readonly stop: () => void;
  readonly memory: () => WebAssembly.Memory | undefined;
} {
  const { Memory } = WebAssembly;
  let made: WebAssembly.Memory | undefined;
  // A function, because `new` gives what it returns: the very memory, not one of a class of ours.
  WebAssembly.Memory = function watched(descriptor: WebAssembly.MemoryDescriptor) {
    made = new Memory(descriptor);
    return made;
  } as unknown as typeof WebAssembly.Memory;
  return {
    stop: () => {
      WebAssembly.Memory = Memory;
    },
    memory: () => made,
  };
}

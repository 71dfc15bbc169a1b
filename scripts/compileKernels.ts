import { main } from 'assemblyscript/asc';

export const KERNEL_BINARIES_FILE = 'src/engine/kernels/kernelBinaries.ts';

const SOURCE = 'src/engine/kernels/assembly/index.ts';
const OPTIONS = [
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd,threads',
  '--importMemory',
  '--initialMemory',
  '1',
];

async function compile(options: readonly string[]): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main([SOURCE, ...OPTIONS, ...options, '--outFile', 'kernels.wasm'], {
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (error || !binary) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  return Buffer.from(binary).toString('base64');
}

/** The text of `kernelBinaries.ts`: the kernels for a heap of one thread and for a shared one, as base64. */
export async function compileKernels(): Promise<string> {
  const single = await compile([]);
  const shared = await compile(['--sharedMemory', '--maximumMemory', '65536']);
  return `/** Made from \`assembly/\` by \`npm run build-kernels\`: for a heap of one thread, and for a shared one. */
export const KERNEL_BINARIES = {
  single:
    '${single}',
  shared:
    '${shared}',
} as const;
`;
}

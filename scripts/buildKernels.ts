/** Compiles `src/engine/kernels/assembly/` into `kernelBinaries.ts`; the command behind `npm run build-kernels`. */
import { writeFileSync } from 'node:fs';
import { compileKernels, KERNEL_BINARIES_FILE } from './compileKernels.ts';

writeFileSync(KERNEL_BINARIES_FILE, await compileKernels());

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileKernels, KERNEL_BINARIES_FILE } from './compileKernels.ts';

it('holds the kernels that the sources compile to', async () => {
  expect(readFileSync(KERNEL_BINARIES_FILE, 'utf8') === (await compileKernels())).toBe(true);
});

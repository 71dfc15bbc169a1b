import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What `torchSteps.py` prints. */
export interface TorchSteps {
  readonly version: string;
  readonly blas: string;
  readonly threads: number;
  readonly medianMs: Readonly<Record<string, number>>;
}

/** Debian's own interpreter first: a newer one in the path has not its packages. */
const PYTHONS = ['/usr/bin/python3', 'python3'];

/** PyTorch's times on so many threads; undefined where it is not installed. `libraries` stands before the others in the search for BLAS. */
export function measureTorch(threads: number, seconds: number, libraries?: string): TorchSteps | undefined {
  const script = join(import.meta.dirname, 'torchSteps.py');
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
  for (const python of PYTHONS) {
    const { status, stdout } = spawnSync(python, [script, String(threads), String(seconds)], {
      env,
      encoding: 'utf8',
    });
    if (status === 0) return JSON.parse(stdout) as TorchSteps;
  }
  return undefined;
}

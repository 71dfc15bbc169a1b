import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ResultVersions } from '../recipe/toResult.ts';

/** The project's own folder. */
export const ROOT = join(import.meta.dirname, '../..');
/** What the page is served from. */
export const PAGE_FOLDER = join(ROOT, 'public');

/** Versions of what computes results here. */
export function readVersions(): ResultVersions {
  const require = createRequire(import.meta.url);
  const versionOf = (path: string) => (require(path) as { version: string }).version;
  return {
    pruningLab: versionOf(join(ROOT, 'package.json')),
    tfjs: versionOf('@tensorflow/tfjs-core/package.json'),
    node: process.versions.node,
  };
}

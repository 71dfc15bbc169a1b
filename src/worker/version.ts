import { version as tfjs } from '@tensorflow/tfjs-core/package.json';
import { version as pruningLab } from '../../package.json';
import type { ResultVersions } from '../recipe/toResult.ts';

/** Versions of what this page computes with. */
export const VERSIONS: ResultVersions = { pruningLab, tfjs };

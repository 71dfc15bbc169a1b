import { version as pruningLab } from '../../package.json';
import { tfjsVersion } from '../engine/tfjsVersion.ts';
import type { ResultVersions } from '../recipe/toResult.ts';

/** Versions of what this page computes with. */
export const VERSIONS: ResultVersions = { pruningLab, tfjs: tfjsVersion };

/** The version of tfjs that computes. */
export { version_core as tfjsVersion } from '@tensorflow/tfjs-core';

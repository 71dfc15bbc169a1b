import { loadNetworks } from '../../../src/index.ts';

/**
 * The presets, and what builds and counts networks.
 *
 * This module waits until they are loaded: only parts of the page that are loaded late themselves may import it.
 */
export const {
  buildPlainNetwork,
  countMacs,
  inferShapes,
  isTrained,
  listWeights,
  PLAIN_ACTIVATIONS,
  PLAIN_LIMITS,
  PRESETS,
  sizeOf,
} = await loadNetworks();

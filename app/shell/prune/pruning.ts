import { loadPruning } from '../../../src/index.ts';

/**
 * The registries of pruning and the rules made from them.
 *
 * This module waits until they are loaded: only parts of the page that are loaded late themselves may import it.
 */
export const { CRITERIA, DEFAULT_BLOCK, GRANULARITIES, listAmounts, listPrunedLayers, SCHEDULES, SCOPES } =
  await loadPruning();

import { loadChannelGroups, loadInferShapes, loadPruning } from '../../../src/index.ts';

/**
 * The registries of pruning, and what follows channels and shapes through a network.
 *
 * This module waits until they are loaded: only parts of the page that are loaded late themselves may import it.
 */
export const [{ CRITERIA, listPrunedLayers }, { channelGroups }, { inferShapes }] = await Promise.all([
  loadPruning(),
  loadChannelGroups(),
  loadInferShapes(),
]);

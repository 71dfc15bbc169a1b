import { loadChannelGroups, loadPruning } from '../../../src/index.ts';

/**
 * The registries of pruning and the rules made from them.
 *
 * This module waits until they are loaded: only this view, which is loaded late itself, may import it.
 */
export const { CRITERIA, GRANULARITIES, listPrunedLayers } = await loadPruning();
export const { channelGroups } = await loadChannelGroups();

import { init } from './init.ts';
import { other } from './other.ts';
import { pruning } from './pruning.ts';
import { axes, sources } from './shared.ts';
import { structure } from './structure.ts';
import { ui } from './ui.ts';

/** All words of the studies; by the keys that `toWordKey` makes of the ids and labels of their registry. */
export const studies = { ui, axes, sources, ...pruning, ...init, ...structure, ...other };

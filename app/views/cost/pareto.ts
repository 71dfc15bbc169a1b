import { loadPareto } from '../../../src/index.ts';

/** What finds the front; part of the engine, loaded with this view. */
export const { computePareto } = await loadPareto();

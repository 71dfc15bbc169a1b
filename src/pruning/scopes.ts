import type { ScopeId } from './prune.ts';

/** Among which units the least important are sought. */
export interface Scope {
  readonly id: ScopeId;
  /** Splits the chosen layers into pools, each of which the amount is applied to on its own. */
  toPools<T>(layers: readonly T[]): readonly (readonly T[])[];
}

/**
 * All scopes by id. `uniform`: the amount holds in each layer. `global`: all layers are one pool, with one ranking,
 * one σ and one mean.
 */
export const SCOPES: Readonly<Record<ScopeId, Scope>> = {
  uniform: { id: 'uniform', toPools: (layers) => layers.map((layer) => [layer]) },
  global: { id: 'global', toPools: (layers) => [layers] },
};

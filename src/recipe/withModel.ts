import type { Engine, Model } from '../engine/engine.ts';
import type { Snapshot } from './snapshot.ts';

/** Runs some work on a model of a snapshot's network and disposes it, whatever happens. */
export async function withModel<T>(
  engine: Engine,
  { spec, weights, masks }: Pick<Snapshot, 'spec' | 'weights' | 'masks'>,
  work: (model: Model) => Promise<T>,
): Promise<T> {
  const model = engine.createModel(spec, weights, masks);
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}

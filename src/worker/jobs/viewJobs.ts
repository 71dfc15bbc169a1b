import { computeHistograms } from '../../analysis/computeHistogram.ts';
import { throwIfAborted } from '../../base/errors.ts';
import { softmax } from '../../base/softmax.ts';
import { sortRising } from '../../base/sortRising.ts';
import { isWeightedNode } from '../../network/spec.ts';
import type { Snapshot } from '../../recipe/snapshot.ts';
import type { Classification } from '../protocol.ts';
import type { JobHandler } from '../serveJobs.ts';
import type { Session } from '../session.ts';
import { readImage } from './sessionJobs.ts';

/** |w| of the kept weights of one layer, sorted rising. */
function sortMagnitudes(
  { weights, masks }: Snapshot,
  layer: string,
): { weights: number; sorted: Float32Array } {
  const name = `${layer}.weight`;
  const { values } = weights[name]!;
  const mask = masks[name];
  const kept = mask ? values.filter((_, i) => mask[i] === 1) : values.slice();
  for (let i = 0; i < kept.length; i++) kept[i] = Math.abs(kept[i]!);
  return { weights: values.length, sorted: sortRising(kept) };
}

function toClassification(logits: Float32Array): Classification {
  const probabilities = softmax(logits);
  return { prediction: probabilities.indexOf(Math.max(...probabilities)), probabilities };
}

/** Jobs that look at a snapshot and change nothing. */
export function createViewJobs(session: Session) {
  const histograms: JobHandler<'histograms'> = async ({ ids, bins }) =>
    computeHistograms(await Promise.all(ids.map((id) => session.snapshots.get(id))), { bins });

  const magnitudes: JobHandler<'magnitudes'> = async ({ id }) => {
    const snapshot = await session.snapshots.get(id);
    return snapshot.spec.nodes
      .filter(isWeightedNode)
      .map(({ name }) => ({ layer: name, ...sortMagnitudes(snapshot, name) }));
  };

  const featureMaps: JobHandler<'featureMaps'> = async ({ id, image: source }, { signal }) => {
    const { spec, weights, masks } = await session.snapshots.get(id);
    const [engine, image] = await Promise.all([session.engine(signal), readImage(session, source, signal)]);
    const model = engine.createModel(spec, weights, masks);
    try {
      const looked = spec.nodes.filter(({ kind }) => kind !== 'input' && kind !== 'dropout');
      const captured = await engine.capture(
        model,
        image,
        looked.map(({ name }) => name),
      );
      return {
        label: 'index' in source ? image.labels[0]! : null,
        ...toClassification(captured.at(-1)!.values),
        nodes: captured.map(({ node, shape, values }, position) => ({
          node,
          kind: looked[position]!.kind,
          shape: shape.slice(1),
          values,
          zeroShare: values.reduce((zeros, value) => zeros + (value === 0 ? 1 : 0), 0) / values.length,
        })),
      };
    } finally {
      model.dispose();
    }
  };

  const classify: JobHandler<'classify'> = async ({ ids, image: source }, { signal }) => {
    const [engine, image] = await Promise.all([session.engine(signal), readImage(session, source, signal)]);
    const found: Classification[] = [];
    for (const id of ids) {
      throwIfAborted(signal);
      const { spec, weights, masks } = await session.snapshots.get(id);
      const model = engine.createModel(spec, weights, masks);
      try {
        found.push(toClassification(await engine.predict(model, image)));
      } finally {
        model.dispose();
      }
    }
    return found;
  };

  const kernels: JobHandler<'kernels'> = async ({ id, layer }) => {
    const { weights, masks } = await session.snapshots.get(id);
    const name = `${layer}.weight`;
    const { shape, values } = weights[name]!;
    // What a job returns is handed over: the snapshot keeps its own.
    return { shape, values: values.slice(), mask: masks[name]?.slice() ?? null };
  };

  return { histograms, magnitudes, featureMaps, classify, kernels };
}

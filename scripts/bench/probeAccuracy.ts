import { createEngine } from '../../src/engine/createEngine.ts';
import { nodeWasmPaths } from '../../src/engine/nodeWasmPaths.ts';
import { createPreviewer } from '../../src/recipe/createPreviewer.ts';
import { type PruneStep, stepSchema } from '../../src/recipe/schema.ts';
import { medianOf } from './measureSteps.ts';
import { openLenet5 } from './openLenet5.ts';

const IMAGES = 500;

/** Milliseconds of one preview of a weight pruning after the first, by the layer that it changes first. */
export async function measureProbeAccuracy(): Promise<Readonly<Record<string, number>>> {
  const { network, dataset } = await openLenet5(IMAGES);
  const engine = await createEngine({ requested: 'wasm', wasmPaths: nodeWasmPaths() });
  const context = { engine, dataset, seed: 1, resolveSnapshot: () => Promise.reject() };
  const previewer = createPreviewer(context);
  const times: Record<string, number> = {};
  for (const layer of ['conv1', 'conv2', 'fc1', 'fc2']) {
    const series: number[] = [];
    for (let move = 0; move < 12; move++) {
      const step = stepSchema.parse({
        kind: 'prune',
        criterion: 'magnitude',
        granularity: 'weight',
        amount: { sparsity: 0.5 + move / 100 },
        layers: [layer],
      }) as PruneStep;
      const started = performance.now();
      await previewer.preview({ ...network, depth: 0 }, step, IMAGES);
      series.push(performance.now() - started);
    }
    times[layer] = medianOf(series.slice(1));
  }
  previewer.dispose();
  engine.dispose();
  return times;
}

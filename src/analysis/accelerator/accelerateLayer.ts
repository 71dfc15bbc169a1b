import { computeMean } from '../../base/stats.ts';
import { EIE_CLOCK_MHZ, EIE_PE_COUNT, type LayerAcceleration } from './accelerator.ts';
import { computeEncodedBits } from './computeEncodedBits.ts';
import { encodeColumns } from './encodeColumns.ts';
import type { Matrix } from './encodedColumns.ts';
import { computeLoadBalance, toShare, toSpeedUp } from './loadBalance.ts';
import { type LayerSimulation, listNonzero, simulateLayer } from './simulateLayer.ts';
import { sweepPeCount } from './sweepPeCount.ts';
import { type QueueDepthRow, sweepQueueDepth } from './sweepQueueDepth.ts';

const QUEUE_DEPTHS = [1, 2, 4, 8, 16, 32] as const;

const PE_COUNTS = [1, 2, 4, 8, 16, 32, EIE_PE_COUNT] as const;

interface RunImage {
  readonly simulation: Omit<LayerSimulation, 'outputs'>;
  readonly depths: readonly QueueDepthRow[];
}

/** Adds up one number of every image. */
function sum(images: readonly RunImage[], pick: (image: RunImage) => number): number {
  return images.reduce((total, image) => total + pick(image), 0);
}

function toQueueDepths(images: readonly RunImage[], peCount: number): readonly QueueDepthRow[] {
  const entries = sum(images, ({ simulation }) => simulation.entries);
  return QUEUE_DEPTHS.map((depth, index) => {
    const cycles = sum(images, ({ depths }) => depths[index]!.cycles);
    const stalls = sum(images, ({ depths }) => depths[index]!.stallShare * depths[index]!.cycles);
    return {
      depth,
      cycles: cycles / images.length,
      loadBalance: computeLoadBalance(entries, peCount, cycles),
      stallShare: toShare(stalls, cycles),
    };
  });
}

function toLayerAcceleration(
  layer: string,
  matrix: Matrix,
  images: readonly RunImage[],
  rest: Pick<LayerAcceleration, 'encodedBits' | 'peCounts'>,
  peCount: number,
): LayerAcceleration {
  const { rows, columns, values } = matrix;
  const of = (pick: (simulation: RunImage['simulation']) => number) =>
    sum(images, ({ simulation }) => pick(simulation));
  const imageCycles = images.map(({ simulation }) => simulation.cycles);
  const cycles = of((simulation) => simulation.cycles);
  const entries = of((simulation) => simulation.entries);
  const mean = computeMean(imageCycles);
  return {
    layer,
    rows,
    columns,
    weightDensity: listNonzero(values).length / values.length,
    activationDensity: of(({ broadcasts }) => broadcasts) / (columns * images.length),
    imageCycles,
    cycles: mean,
    theoreticalCycles: entries / peCount / images.length,
    loadBalance: computeLoadBalance(entries, peCount, cycles),
    stallShare: toShare(
      of(({ stalls }) => stalls),
      cycles,
    ),
    paddingShare: toShare(
      of(({ paddingEntries }) => paddingEntries),
      entries,
    ),
    speedUpDense: toSpeedUp(
      of(({ denseCycles }) => denseCycles),
      cycles,
    ),
    speedUpWeightsOnly: toSpeedUp(
      of(({ weightsOnlyCycles }) => weightsOnlyCycles),
      cycles,
    ),
    derivedMicroseconds: mean / EIE_CLOCK_MHZ,
    timeline: images[0]!.simulation.timeline,
    queueDepths: toQueueDepths(images, peCount),
    ...rest,
  };
}

/**
 * Prepares one layer for the accelerator: `run` simulates it for the activations `[columns]` of one image, `report` sums
 * up all that were run, at least one.
 */
export function accelerateLayer(
  layer: string,
  matrix: Matrix,
  { peCount, queueDepth }: { readonly peCount: number; readonly queueDepth: number },
) {
  const encoded = encodeColumns(matrix, peCount);
  const images: RunImage[] = [];
  let peCounts: LayerAcceleration['peCounts'] = [];
  return {
    run(activations: Float32Array): void {
      if (images.length === 0)
        peCounts = sweepPeCount(matrix, activations, { peCounts: PE_COUNTS, queueDepth });
      images.push({
        simulation: simulateLayer(encoded, activations, { queueDepth }),
        depths: sweepQueueDepth(encoded, activations, QUEUE_DEPTHS),
      });
    },
    report(): LayerAcceleration {
      const { totalBits } = computeEncodedBits(encoded);
      return toLayerAcceleration(layer, matrix, images, { encodedBits: totalBits, peCounts }, peCount);
    },
  };
}

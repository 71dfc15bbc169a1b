import { computeMoments, sortFinite } from '../../base/stats.ts';
import { listWeights, type WeightRole, type WeightSlot } from '../../network/listWeights.ts';
import { isWeightedNode, type NetworkSpec, type NodeSpec } from '../../network/spec.ts';
import { toTorchShape } from '../../network/toTorchShape.ts';
import type { Masks, WeightArray, Weights } from '../../network/weights.ts';
import { countZeroStructures } from './countZeroStructures.ts';
import { fitLaplace, type LaplaceFit } from './fitLaplace.ts';
import { fitNormal, type NormalFit } from './fitNormal.ts';
import { gatherKept } from './gatherKept.ts';
import { createQuantileSketch } from './quantileSketch.ts';
import type { TensorStatistics } from './tensorStatistics.ts';

type TrainedRole = TensorStatistics['role'];

const isTrainedRole = (role: WeightRole): role is TrainedRole => role !== 'mean' && role !== 'variance';

/** 1 where a value is kept and not 0, and how many there are. */
function flagNonzero(values: Float32Array, mask: Uint8Array | undefined) {
  const nonzero = new Uint8Array(values.length);
  let nonzeros = 0;
  for (let index = 0; index < values.length; index++) {
    if (values[index] === 0 || mask?.[index] === 0) continue;
    nonzero[index] = 1;
    nonzeros++;
  }
  return { nonzero, nonzeros };
}

function compareFits(normal: NormalFit | null, laplace: LaplaceFit | null): TensorStatistics['betterFit'] {
  if (!normal || !laplace) return null;
  return laplace.logLikelihood > normal.logLikelihood ? 'laplace' : 'normal';
}

function describeTensor(
  node: NodeSpec,
  { name, shape }: WeightSlot,
  role: TrainedRole,
  { values }: WeightArray,
  mask: Uint8Array | undefined,
): TensorStatistics {
  const kept = gatherKept(values, mask);
  const { nonzero, nonzeros } = flagNonzero(values, mask);
  const sorted = sortFinite(kept);
  const [normal, laplace] = [fitNormal(sorted), fitLaplace(sorted)];
  return {
    name,
    node: node.name,
    role,
    shape: toTorchShape(node.kind, shape),
    values: values.length,
    kept: kept.length,
    nonzero: nonzeros,
    fineSparsity: (values.length - nonzeros) / values.length,
    structures:
      role === 'weight' && isWeightedNode(node) ? countZeroStructures(node.kind, shape, nonzero) : null,
    moments: { ...computeMoments(sorted), notFinite: kept.length - sorted.length },
    normal,
    laplace,
    betterFit: compareFits(normal, laplace),
    magnitudes: createQuantileSketch(sorted),
  };
}

/**
 * Statistics of every trained tensor of a network, in the order of its nodes: layers' weights and biases, γ and β. Running
 * statistics of batch normalisations are left out.
 */
export function describeWeights(
  spec: NetworkSpec,
  weights: Weights,
  masks: Masks,
): readonly TensorStatistics[] {
  const nodes = new Map(spec.nodes.map((node) => [node.name, node]));
  return listWeights(spec).flatMap((slot) => {
    const { name, node, role } = slot;
    return isTrainedRole(role)
      ? [describeTensor(nodes.get(node)!, slot, role, weights[name]!, masks[name])]
      : [];
  });
}

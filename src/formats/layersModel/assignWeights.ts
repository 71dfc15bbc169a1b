import { AppError } from '../../base/errors.ts';
import { sizeOf, type WeightSlot } from '../../network/listWeights.ts';
import type { WeightArray, Weights } from '../../network/weights.ts';
import type { WeightOrigin } from './buildSpec.ts';
import { decodeTensor } from './decodeTensor.ts';
import type { StoredTensor } from './parseManifest.ts';

function invalid(message: string, name: string): AppError {
  return new AppError('invalid-weights', message, { name });
}

/** Tensors by layer and by what they are to it, the model's name and Python's `:0` taken off (`model/conv1/kernel:0`). */
function groupByLayer(
  tensors: readonly StoredTensor[],
  layers: ReadonlySet<string>,
): ReadonlyMap<string, Map<string, StoredTensor>> {
  const groups = new Map([...layers].map((layer) => [layer, new Map<string, StoredTensor>()]));
  for (const tensor of tensors) {
    const path = tensor.name.replace(/:0$/, '');
    const owner = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    const role = path.slice(path.lastIndexOf('/') + 1);
    const parts = owner.split('/');
    const layer = parts.map((_, at) => parts.slice(at).join('/')).find((name) => layers.has(name));
    if (layer === undefined) {
      throw invalid(
        `unknown weight: ${tensor.name} (expected weights of ${[...layers].join(', ')})`,
        tensor.name,
      );
    }
    const group = groups.get(layer)!;
    if (group.has(role)) throw invalid(`weight given twice: ${tensor.name}`, tensor.name);
    group.set(role, tensor);
  }
  return groups;
}

function readWeight(
  origin: WeightOrigin,
  { role, shape }: WeightSlot,
  group: Map<string, StoredTensor>,
): WeightArray {
  const { layer, names, index, fill = 0 } = origin;
  if (names.length === 0) return { shape, values: new Float32Array(sizeOf(shape)).fill(fill) };
  const name = [...names, `${index}`].find((candidate) => group.has(candidate));
  if (name === undefined) {
    throw invalid(
      `missing weight: ${layer}/${names[0]} (found ${[...group.keys()].join(', ') || 'none'})`,
      layer,
    );
  }
  const tensor = group.get(name)!;
  group.delete(name);
  if (tensor.shape.join() !== shape.join()) {
    throw invalid(`${tensor.name} has the shape [${tensor.shape}] (expected [${shape}])`, tensor.name);
  }
  const values = decodeTensor(tensor);
  const negative = role === 'variance' ? values.findIndex((value) => value < 0) : -1;
  if (negative !== -1) {
    throw invalid(
      `${tensor.name}[${negative}] is ${values[negative]} (expected a variance, 0 or more)`,
      tensor.name,
    );
  }
  return { shape, values };
}

/**
 * A network's weights out of the tensors of a file: Keras keeps them in the engine's memory order.
 *
 * Throws `invalid-weights` for a weight that is missing, left over, given twice, of another shape or not finite.
 */
export function assignWeights(
  slots: readonly WeightSlot[],
  origins: readonly WeightOrigin[],
  tensors: readonly StoredTensor[],
): Weights {
  const byName = new Map(origins.map((origin) => [origin.name, origin]));
  const groups = groupByLayer(tensors, new Set(origins.map(({ layer }) => layer)));
  const weights = Object.fromEntries(
    slots.map((slot) => {
      const origin = byName.get(slot.name)!;
      return [slot.name, readWeight(origin, slot, groups.get(origin.layer)!)];
    }),
  );
  const left = [...groups.values()].flatMap((group) => [...group.values()])[0];
  if (left)
    throw invalid(`unknown weight: ${left.name} (expected none of that name in its layer)`, left.name);
  return weights;
}

import { z } from 'zod';
import { invalidLayer, type KerasLayer, showValue } from './kerasLayer.ts';

const place = z.number().int().min(0);

/** Keras 2 and tfjs: layer, number of its use, number of its output, arguments. */
const tuple = z
  .union([z.tuple([z.string(), place, place]), z.tuple([z.string(), place, place, z.unknown()])])
  .transform(([layer, use, output]) => ({ layer, use, output }));

/** Keras 3. */
const tensor = z
  .object({ class_name: z.literal('__keras_tensor__'), config: z.object({ keras_history: tuple }) })
  .transform(({ config }) => config.keras_history);

const call = z.union([
  tuple.transform((one) => [one]),
  z.array(tuple),
  z
    .object({ args: z.array(z.union([tensor.transform((one) => [one]), z.array(tensor)])) })
    .transform(({ args }) => args.flat()),
]);

/** Names of the layers that a layer of a functional model reads, from its `inbound_nodes`. Throws `invalid-network`. */
export function parseInboundNodes(layer: KerasLayer, inboundNodes: readonly unknown[]): readonly string[] {
  if (inboundNodes.length > 1) {
    throw invalidLayer(
      layer,
      `is used ${inboundNodes.length} times (expected once: layers that share weights are not supported)`,
    );
  }
  if (inboundNodes.length === 0) return [];
  const parsed = call.safeParse(inboundNodes[0]);
  if (!parsed.success) {
    throw invalidLayer(layer, `inbound_nodes is ${showValue(inboundNodes)} (expected the layers it reads)`);
  }
  const other = parsed.data.find(({ use, output }) => use !== 0 || output !== 0);
  if (other) {
    throw invalidLayer(
      layer,
      `reads output ${other.output} of use ${other.use} of ${other.layer} (expected the first of both)`,
    );
  }
  return parsed.data.map(({ layer: name }) => name);
}

import type { NetworkSpec } from './spec.ts';

/** The network with its last layer for so many classes; undefined where it does not end in a dense layer. */
export function withClasses(spec: NetworkSpec, classes: number): NetworkSpec | undefined {
  const last = spec.nodes.at(-1);
  if (last?.kind !== 'dense') return undefined;
  return { ...spec, nodes: [...spec.nodes.slice(0, -1), { ...last, units: classes }] };
}

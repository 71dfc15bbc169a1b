/** What cutting a network asks of its nodes: a name, and the names of what it reads, all of which stand before it. */
interface GraphNode {
  readonly name: string;
  readonly inputs: readonly string[];
}

/**
 * Where a network can be entered when the weights of some nodes change: the nodes whose values the change leaves alone
 * and that something it reaches still reads, in the order of the network.
 *
 * From their values alone everything that changes can be computed, along every branch. The last node alone where
 * nothing it is computed from has changed; empty where an input itself has.
 */
export function findCut(nodes: readonly GraphNode[], changed: ReadonlySet<string>): readonly string[] {
  const reached = new Set<string>();
  const read = new Set<string>();
  for (const { name, inputs } of nodes) {
    if (!changed.has(name) && !inputs.some((input) => reached.has(input))) continue;
    reached.add(name);
    for (const input of inputs) read.add(input);
  }
  const last = nodes.at(-1)!.name;
  if (!reached.has(last)) return [last];
  return nodes.map(({ name }) => name).filter((name) => read.has(name) && !reached.has(name));
}

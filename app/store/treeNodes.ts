import type { SnapshotId, SnapshotView, Step } from '../../src/index.ts';
import type { TreeNode } from './labState.ts';

/** Name of the snapshot before the first step, as recipes know it. */
export const START_NAME = 'start';

/** The name under which recipes know a node's snapshot. */
export function nameOf(node: TreeNode): string {
  return node.step?.name ?? START_NAME;
}

export function findNode(nodes: readonly TreeNode[], id: SnapshotId | null): TreeNode | undefined {
  return id === null ? undefined : nodes.find((node) => node.id === id);
}

export function findNamed(nodes: readonly TreeNode[], name: string): TreeNode | undefined {
  return nodes.find((node) => nameOf(node) === name);
}

/** A snapshot with the very network of another where theirs are equal, so that what shows only that is not drawn anew. */
export function withSpecOf(snapshot: SnapshotView, other: SnapshotView | undefined): SnapshotView {
  const same = other && JSON.stringify(other.spec) === JSON.stringify(snapshot.spec);
  return same ? { ...snapshot, spec: other.spec } : snapshot;
}

/** The node with all its ancestors, the start first. */
export function pathTo(nodes: readonly TreeNode[], id: SnapshotId): TreeNode[] {
  const path: TreeNode[] = [];
  for (let node = findNode(nodes, id); node; node = findNode(nodes, node.parentId)) path.unshift(node);
  return path;
}

/** The name of the one snapshot that a step names besides the one it starts from. */
export function nameIn(step: Step | null): string | undefined {
  if (step?.kind === 'rewind') return step.to;
  if (step?.kind === 'train') return step.distill?.teacher;
  return step?.kind === 'measure' && step.what.includes('behaviour')
    ? (step.against ?? START_NAME)
    : undefined;
}

/** The step where the snapshot that it names has another name. */
export function renameIn(step: Step, before: string, name: string): Step {
  if (nameIn(step) !== before) return step;
  if (step.kind === 'rewind') return { ...step, to: name };
  if (step.kind === 'train') return { ...step, distill: { ...step.distill!, teacher: name } };
  return { ...step, against: name } as Step;
}

/** The ids of a node and of all that follows from it, steps that name any of them included. */
export function subtreeOf(nodes: readonly TreeNode[], id: SnapshotId): Set<SnapshotId> {
  const gone = new Set<SnapshotId>([id]);
  const names = new Set(nodes.filter((node) => node.id === id).map(nameOf));
  // One pass is enough: a parent, and what a step names, stand before their followers.
  for (const node of nodes) {
    const follows = node.parentId !== null && gone.has(node.parentId);
    const named = nameIn(node.step);
    if (follows || (named !== undefined && names.has(named))) {
      gone.add(node.id);
      names.add(nameOf(node));
    }
  }
  return gone;
}

/** A name not taken yet: the step's own, else `<position>-<kind>`. */
export function freeName(nodes: readonly TreeNode[], step: Step): string {
  const taken = new Set(nodes.map(nameOf));
  if (step.name !== undefined && !taken.has(step.name)) return step.name;
  for (let position = nodes.length; ; position++) {
    const name = `${position}-${step.kind}`;
    if (!taken.has(name)) return name;
  }
}

/** The step with a name, and without the `from` that a tree tells by its shape. */
export function namedStep(step: Step, name: string): Step {
  const { from: _, ...rest } = step;
  return { ...rest, name } as Step;
}

/** The step with another note, or without one. */
export function notedStep(step: Step, note: string): Step {
  const { note: _, ...rest } = step;
  return { ...rest, ...(note ? { note } : {}) } as Step;
}

/** A name like another that no row has yet: `cut` gives `cut-2`, `cut-2` gives `cut-3`. */
export function nextName(taken: ReadonlySet<string>, name: string): string {
  const [, stem = name, number = '1'] = /^(.+)-(\d{1,4})$/.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const ending = `-${next}`;
    const made = `${stem.slice(0, 60 - ending.length)}${ending}`;
    if (!taken.has(made)) return made;
  }
}

/** A row and all that follows from it once more, to be run: under new ids and names, naming each other instead of what they copy. */
export function copyRows(nodes: readonly TreeNode[], id: SnapshotId, createId: () => SnapshotId): TreeNode[] {
  const taken = new Set(nodes.map(nameOf));
  const copies = new Map<SnapshotId, TreeNode>();
  const renamed: [string, string][] = [];
  for (const node of nodes) {
    const parent = node.parentId === null ? undefined : copies.get(node.parentId);
    if (!node.step || !(node.id === id || parent)) continue;
    const name = nextName(taken, nameOf(node));
    taken.add(name);
    const step = renamed.reduce((before, [old, made]) => renameIn(before, old, made), node.step);
    renamed.push([nameOf(node), name]);
    copies.set(node.id, {
      id: createId(),
      parentId: parent?.id ?? node.parentId,
      step: namedStep(step, name),
      fromRecipe: true,
      status: 'pending',
      ...(node.status === 'done' ? { repeatOf: node.id } : {}),
    });
  }
  return [...copies.values()];
}

/** All rows that must be run, in order, to get to one: its way from the start, and that of every row named on it. */
export function rowsTowards(nodes: readonly TreeNode[], id: SnapshotId): TreeNode[] {
  const needed = new Set<SnapshotId>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = findNode(nodes, next);
    if (!node || needed.has(node.id)) continue;
    needed.add(node.id);
    const name = nameIn(node.step);
    const named = name === undefined ? undefined : findNamed(nodes, name);
    open.push(...(node.parentId === null ? [] : [node.parentId]), ...(named ? [named.id] : []));
  }
  return nodes.filter((node) => needed.has(node.id));
}

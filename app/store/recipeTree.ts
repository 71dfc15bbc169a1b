import { AppError, type Recipe, type SnapshotId, type Step } from '../../src/index.ts';
import type { LabState, TreeNode } from './labState.ts';
import { findNode, namedStep, nameOf, START_NAME } from './treeNodes.ts';

/** The name a recipe gives the step at this position (from 1) when it has none of its own. */
const defaultName = (position: number, step: Pick<Step, 'kind'>) => `${position}-${step.kind}`;

/** The rows of a recipe: the start running, every step pending below the row it starts from. Throws `invalid-recipe` for an unknown `from`. */
export function toNodes(recipe: Recipe, createId: () => SnapshotId): TreeNode[] {
  const nodes: TreeNode[] = [{ id: createId(), parentId: null, step: null, status: 'running' }];
  const idByName = new Map<string, SnapshotId>([[START_NAME, nodes[0]!.id]]);
  recipe.steps.forEach((step, index) => {
    const name = step.name ?? defaultName(index + 1, step);
    const parentId = step.from === undefined ? nodes.at(-1)!.id : idByName.get(step.from);
    if (parentId === undefined) {
      const path = `steps[${index}].from`;
      throw new AppError('invalid-recipe', `${path}: ${step.from} (expected the name of an earlier step)`, {
        path,
      });
    }
    const id = createId();
    nodes.push({ id, parentId, step: namedStep(step, name), status: 'pending', fromRecipe: true });
    idByName.set(name, id);
  });
  return nodes;
}

/**
 * The recipe that makes the tree again: its rows in their order, with `from` where one does not follow the row before it.
 *
 * Rows that are still running are left out, since nothing of them may stay.
 */
export function toRecipe(state: Pick<LabState, 'header' | 'nodes'>): Recipe {
  const rows = state.nodes.filter((node) => node.step === null || node.status !== 'running');
  const steps: Step[] = [];
  rows.forEach((node, position) => {
    if (!node.step) return;
    const { name, from: _, ...rest } = node.step;
    const before = rows[position - 1];
    const parent = findNode(rows, node.parentId);
    steps.push({
      ...rest,
      ...(name !== undefined && name !== defaultName(position, node.step) ? { name } : {}),
      ...(parent && parent !== before ? { from: nameOf(parent) } : {}),
    } as Step);
  });
  return { ...state.header, steps };
}

import type { TreeSlice } from './labState.ts';
import type { SliceContext } from './slice.ts';
import {
  copyRows,
  findNode,
  namedStep,
  nameOf,
  notedStep,
  renameIn,
  START_NAME,
  subtreeOf,
} from './treeNodes.ts';

/** The longest note that a recipe takes. */
export const MOST_NOTE_LETTERS = 500;

/** A name that a recipe accepts. */
export const SNAPSHOT_NAME = /^[\p{L}\p{N} ._-]{1,60}$/u;

/** Why a snapshot may not be called so; undefined where it may. */
export function nameProblem(
  nodes: TreeSlice['nodes'],
  id: string,
  name: string,
): 'invalid' | 'taken' | undefined {
  if (!SNAPSHOT_NAME.test(name)) return 'invalid';
  const taken = name === START_NAME || nodes.some((node) => node.id !== id && nameOf(node) === name);
  return taken ? 'taken' : undefined;
}

/** The rows, what is looked at and what it is compared with. */
export function createTreeSlice({ set, get, ids, history }: SliceContext): TreeSlice {
  const running = () => get().job.kind === 'running';
  return {
    nodes: [],
    selectedId: '',
    comparedId: null,
    undoCount: 0,
    redoCount: 0,

    select(id) {
      if (findNode(get().nodes, id)) set({ selectedId: id });
    },

    compare(id) {
      const node = findNode(get().nodes, id);
      set({ comparedId: node?.status === 'done' ? node.id : null });
    },

    rename(id, name) {
      const { nodes } = get();
      const node = findNode(nodes, id);
      if (!node?.step || running() || nameProblem(nodes, id, name)) return;
      const before = nameOf(node);
      set({
        nodes: nodes.map((other) => {
          if (!other.step) return other;
          if (other.id === id) return { ...other, step: namedStep(other.step, name) };
          const step = renameIn(other.step, before, name);
          return step === other.step ? other : { ...other, step };
        }),
      });
    },

    annotate(id, text) {
      const { nodes } = get();
      const note = text.trim().slice(0, MOST_NOTE_LETTERS);
      const node = findNode(nodes, id);
      if (!node?.step || running() || (node.step.note ?? '') === note) return;
      const step = notedStep(node.step, note);
      set({ nodes: nodes.map((other) => (other.id === id ? { ...other, step } : other)) });
    },

    async repeat(id) {
      const { nodes, session } = get();
      if (running() || session !== 'open') return;
      const copies = copyRows(nodes, id, ids.create);
      if (copies.length === 0) return;
      set({ nodes: [...nodes, ...copies] });
      await get().runPending(new Set(copies.map((copy) => copy.id)));
    },

    remove(id) {
      const { nodes, selectedId, comparedId } = get();
      const node = findNode(nodes, id);
      if (!node?.parentId || running()) return;
      const gone = subtreeOf(nodes, id);
      set({
        nodes: nodes.filter((other) => !gone.has(other.id)),
        selectedId: gone.has(selectedId) ? node.parentId : selectedId,
        comparedId: comparedId !== null && gone.has(comparedId) ? null : comparedId,
      });
    },

    undo() {
      if (!running()) history.undo();
    },
    redo() {
      if (!running()) history.redo();
    },
  };
}

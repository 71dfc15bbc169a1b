import {
  type ErrorCode,
  isOwnDataset,
  type NetworkFileSummary,
  type NetworkSpec,
  OWN_WEIGHTS,
  type SessionHeader,
  type SessionRecord,
} from '../../../src/index.ts';
import type { LabState } from '../../store/labState.ts';
import { findNode } from '../../store/treeNodes.ts';

/** True for a recipe that starts from weights which somebody brought: no link and no recipe file holds them. */
export function startsFromOwn({ weights }: SessionHeader): boolean {
  return weights?.startsWith(OWN_WEIGHTS) ?? false;
}

/** True while the open recipe waits for weights that are not here. */
export function waitsForOwn({
  session,
  header,
  sessionError,
}: Pick<LabState, 'session' | 'header'> & Partial<Pick<LabState, 'sessionError'>>): boolean {
  return session === 'failed' && startsFromOwn(header) && sessionError?.code !== IMAGES_MISSING;
}

/** The error of a session whose images are not here; they are waited for before weights are. */
const IMAGES_MISSING = 'own-images-missing' satisfies ErrorCode;

/** True for a recipe about images which somebody brought. */
export function isAboutOwnImages({ dataset }: SessionHeader): boolean {
  return isOwnDataset(dataset.name);
}

/** True while the open recipe waits for images that are not here. */
export function waitsForImages({
  session,
  sessionError,
}: Pick<LabState, 'session' | 'sessionError'>): boolean {
  return session === 'failed' && sessionError?.code === IMAGES_MISSING;
}

/** True where a network's weights are those that the open recipe waits for. */
export function isWaitedFor(
  summary: Pick<NetworkFileSummary, 'weights'>,
  state: Pick<LabState, 'session' | 'header'>,
): boolean {
  return waitsForOwn(state) && state.header.weights === summary.weights;
}

/** The network that a safetensors file is for: that of A, or the one the open recipe names. */
export function openSpec({
  nodes,
  selectedId,
  header,
}: Pick<LabState, 'nodes' | 'selectedId' | 'header'>): NetworkSpec | null {
  const shown = findNode(nodes, selectedId)?.snapshot ?? nodes.find(({ snapshot }) => snapshot)?.snapshot;
  if (shown) return shown.spec;
  return 'spec' in header.network ? (header.network.spec as NetworkSpec) : null;
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return left.length === Object.keys(right).length && left.every(([key, value]) => isSame(value, right[key]));
}

/** The session with the steps of the recipe that waits for it, still to be run; as it is where none does. */
export function continueRecipe(
  record: SessionRecord,
  state: Pick<LabState, 'session' | 'header' | 'nodes'>,
): SessionRecord {
  const { session, header, nodes } = state;
  const [start] = record.rows;
  const fits = isWaitedFor({ weights: record.header.weights ?? '' }, { session, header });
  if (!start || !fits || !isSame(header.network, record.header.network)) return record;
  const waiting = nodes.find(({ parentId }) => parentId === null)?.id;
  const rows = nodes.flatMap(({ id, parentId, step }): SessionRecord['rows'] =>
    step === null
      ? []
      : [
          {
            id,
            parentId: parentId === waiting ? start.id : parentId,
            step,
            status: 'pending',
            fromRecipe: true,
          },
        ],
  );
  return { ...record, header, rows: [start, ...rows] };
}

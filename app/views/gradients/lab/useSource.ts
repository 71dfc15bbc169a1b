import { useLab } from '../../../store/labContext.ts';
import { findNode, nameOf } from '../../../store/treeNodes.ts';
import { type LabSource, useExchangeLab } from './labStore.ts';

/** What a comparison would start from now; undefined until A and a backend are there. */
export function useSource(): LabSource | undefined {
  const node = useLab((state) => findNode(state.nodes, state.selectedId));
  const backend = useLab((state) => state.backend?.name);
  const seed = useLab((state) => state.header.seed);
  const fresh = useExchangeLab(({ settings }) => settings.fresh);
  if (!node?.snapshot || !backend) return undefined;
  return { id: node.id, name: nameOf(node), fresh, seed, backend };
}

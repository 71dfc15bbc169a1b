import { useTranslation } from 'react-i18next';
import type { NetworkSpec } from '../../src/index.ts';
import { useLab } from '../store/labContext.ts';
import type { TreeNode } from '../store/labState.ts';
import { findNode } from '../store/treeNodes.ts';

/** The row looked at (A). */
export function useSelectedNode(): TreeNode | undefined {
  return useLab((state) => findNode(state.nodes, state.selectedId));
}

/** The network of the row looked at: the same object for rows of the same network. */
export function useSelectedSpec(): NetworkSpec | undefined {
  return useLab((state) => findNode(state.nodes, state.selectedId)?.snapshot?.spec);
}

/** Why no step can be applied now, in words; undefined when one can. */
export function useBlockedReason(): string | undefined {
  const { t } = useTranslation();
  const opening = useLab((state) => state.session !== 'open');
  const running = useLab((state) => state.job.kind === 'running');
  const node = useSelectedNode();
  if (opening) return t('panel.opening');
  if (running) return t('panel.busy');
  return node?.status === 'done' ? undefined : t('panel.pendingSelected');
}

import { type ComponentType, memo } from 'react';
import type { NetworkSpec, PruneStep } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { choiceOf } from '../../store/pruneChoice.ts';
import { useSelectedSpec } from '../usePanel.ts';

export interface PruneFieldProps {
  /** The step being made; the number of its amount may be an older one. */
  readonly draft: PruneStep;
}

/** A field of the form that is not drawn again while only the number of the amount moves. */
export function pruneField(Field: ComponentType<PruneFieldProps>) {
  return memo(Field, (before, now) => choiceOf(before.draft) === choiceOf(now.draft));
}

/** Changes the step being made in knowledge of the network looked at. */
export function usePruneChange() {
  const changePrune = useLab((state) => state.changePrune);
  const spec = useSelectedSpec();
  const change = (to: (draft: PruneStep, spec: NetworkSpec | undefined) => PruneStep) =>
    changePrune((draft) => to(draft, spec));
  return { spec, change };
}

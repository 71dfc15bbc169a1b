import { type ReactNode, useMemo } from 'react';
import { LabContext, useLabContext } from '../store/labContext.ts';
import { createLaterStore } from '../store/laterStore.ts';

interface LaterProps {
  /** Tasks after which a change of the rows is drawn. */
  readonly turns: number;
  readonly children: ReactNode;
}

/** A part of the page that is drawn in a task of its own when the rows change (see `createLaterStore`). */
export function Later({ turns, children }: LaterProps) {
  const lab = useLabContext();
  const later = useMemo(() => ({ ...lab, shown: createLaterStore(lab.store, turns) }), [lab, turns]);
  return <LabContext value={later}>{children}</LabContext>;
}

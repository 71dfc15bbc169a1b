import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { isAbortError, type Progress } from '../../src/index.ts';
import { useClient, useLab, useLabStore } from '../store/labContext.ts';
import { useExchangeLab } from '../views/gradients/lab/labStore.ts';
import { sensitivityStore } from '../views/sensitivity/sensitivityStore.ts';
import { untilFree } from './doing.ts';
import type { Doing, LessonTools, Numbers } from './lesson.ts';

export interface DoingState {
  readonly running: boolean;
  /** True where it cannot be begun now. */
  readonly blocked: boolean;
  readonly progress: Progress | null;
  run(): void;
  cancel(): void;
}

/** Calls `listener` with every change of what a lesson reads; returns the unsubscriber. */
function followAll({ store, queries }: LessonTools, listener: () => void): () => void {
  const unsubscribers = [
    store.subscribe(listener),
    sensitivityStore.subscribe(listener),
    useExchangeLab.subscribe(listener),
    queries.getQueryCache().subscribe(listener),
  ];
  return () => {
    for (const unsubscribe of unsubscribers) unsubscribe();
  };
}

/** Does what a page is about, or finds that the person did it; what was measured goes to `onNumbers`. */
export function useDoing(doing: Doing | undefined, onNumbers: (numbers: Numbers) => void): DoingState {
  const store = useLabStore();
  const client = useClient();
  const queries = useQueryClient();
  const tools = useMemo((): LessonTools => ({ store, client, queries }), [store, client, queries]);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [controller, setController] = useState<AbortController | null>(null);
  const free = useLab((state) => state.session === 'open' && state.job.kind !== 'running');
  const tell = useRef(onNumbers);
  tell.current = onNumbers;

  useEffect(() => {
    if (!doing?.read) return;
    const look = () => {
      const found = doing.read?.(tools);
      if (found) tell.current(found);
    };
    look();
    return followAll(tools, look);
  }, [doing, tools]);

  useEffect(() => () => controller?.abort(), [controller]);

  return {
    running: controller !== null,
    blocked: !free,
    progress,
    run() {
      if (!doing || controller) return;
      const own = new AbortController();
      setController(own);
      setProgress(null);
      const options = {
        signal: own.signal,
        onProgress: (told: Progress | null) => !own.signal.aborted && setProgress(told),
      };
      untilFree(tools, options)
        .then(() => doing.run(tools, options))
        .then((numbers) => numbers && !own.signal.aborted && tell.current(numbers))
        .catch((thrown: unknown) => isAbortError(thrown) || store.getState().fail(thrown))
        .finally(() => setController((current) => (current === own ? null : current)));
    },
    cancel: () => controller?.abort(),
  };
}

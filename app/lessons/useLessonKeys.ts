import { useHotkeys } from '@mantine/hooks';
import type { RefObject } from 'react';

interface LessonKeys {
  readonly panel: RefObject<HTMLElement | null>;
  onNext(): void;
  onBack(): void;
  onLeave(): void;
}

/** N and P turn the pages, Escape asks to leave; not while the person types, and not for what else has the focus. */
export function useLessonKeys({ panel, onNext, onBack, onLeave }: LessonKeys): void {
  const unlessTaken = (action: () => void) => (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const taken =
      'input:not([type=radio]), textarea, select, [role=treeitem], [role=dialog] *, [role=menu] *';
    if (!target.matches(taken)) action();
  };
  useHotkeys(
    [
      ['N', unlessTaken(onNext)],
      ['P', unlessTaken(onBack)],
      [
        'Escape',
        (event) => {
          const target = event.target as HTMLElement;
          if (target === document.body || panel.current?.contains(target)) onLeave();
        },
        { preventDefault: false },
      ],
    ],
    [],
  );
}

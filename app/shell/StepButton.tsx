import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface StepButtonProps extends ButtonProps {
  /** True while it can do nothing, as while the step that it began runs. */
  readonly blocked: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A button that begins a step. It keeps the focus while the step runs, which a disabled one would lose. */
export function StepButton({ blocked, onClick, children, ...look }: StepButtonProps) {
  return (
    <Button
      {...look}
      {...(blocked ? { 'data-disabled': true } : {})}
      aria-disabled={blocked}
      onClick={() => {
        if (!blocked) onClick();
      }}
    >
      {children}
    </Button>
  );
}

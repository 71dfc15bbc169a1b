import { Collapse, Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';

interface DisclosureProps {
  readonly label: string;
  /** What is set inside, seen while it is closed too. */
  readonly summary?: string | undefined;
  readonly children: ReactNode;
}

/** What is needed seldom, behind a quiet line that opens it. */
export function Disclosure({ label, summary, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Chevron size={16} style={{ flex: 'none', marginTop: 3 }} aria-hidden />
          <Text size="sm">
            {label}
            {summary && (
              <Text span size="xs" c="dimmed">
                {' '}
                · {summary}
              </Text>
            )}
          </Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div style={{ paddingTop: 'var(--mantine-spacing-sm)' }}>{children}</div>
      </Collapse>
    </div>
  );
}

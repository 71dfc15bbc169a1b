import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode, Suspense } from 'react';

interface LazyMenuProps {
  readonly label: string;
  readonly size: 'sm' | 'md';
  readonly tabIndex?: number;
  /** Called while the pointer or the focus is on its way, so that the menu opens whole. */
  readonly onNear: () => void;
  readonly children: ReactNode;
}

/** A menu behind three dots whose items are loaded when it is near to be opened. */
export function LazyMenu({ label, size, tabIndex, onNear, children }: LazyMenuProps) {
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <ActionIcon
          size={size}
          {...(tabIndex === undefined ? {} : { tabIndex })}
          aria-label={label}
          onPointerEnter={onNear}
          onFocus={onNear}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={size === 'sm' ? 15 : 18} />
        </ActionIcon>
      </Menu.Target>
      {/* What happens in the menu is not meant for the row behind it. */}
      <Menu.Dropdown
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Suspense>{children}</Suspense>
      </Menu.Dropdown>
    </Menu>
  );
}

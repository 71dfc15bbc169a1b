import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import type { TreeNode } from '../../store/labState.ts';

interface PinButtonProps {
  readonly node: TreeNode;
  readonly compared: boolean;
  readonly inTabOrder: boolean;
}

/** Compares with a row's snapshot (B), or no longer. */
export function PinButton({ node, compared, inTabOrder }: PinButtonProps) {
  const { t } = useTranslation();
  const compare = useLab((state) => state.compare);
  const label = t(compared ? 'rail.unpin' : 'rail.pin');
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        tabIndex={inTabOrder ? 0 : -1}
        aria-label={label}
        aria-pressed={compared}
        onClick={(event) => {
          event.stopPropagation();
          compare(compared ? null : node.id);
        }}
      >
        {compared ? <IconPinFilled size={15} /> : <IconPin size={15} />}
      </ActionIcon>
    </Tooltip>
  );
}

import { ActionIcon, NumberInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconArrowsShuffle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import shared from '../views.module.css';
import classes from './activations.module.css';

interface TestImagePickerProps {
  readonly index: number;
  readonly count: number;
  readonly onPick: (index: number) => void;
}

/** Chooses a test image: by number, the next one, or any. */
export function TestImagePicker({ index, count, onPick }: TestImagePickerProps) {
  const { t } = useTranslation('activations');
  const step = (by: number) => onPick((index + by + count) % count);
  const pickers = [
    { label: t('previous'), Icon: IconArrowLeft, pick: () => step(-1) },
    { label: t('next'), Icon: IconArrowRight, pick: () => step(1) },
    { label: t('random'), Icon: IconArrowsShuffle, pick: () => onPick(Math.floor(Math.random() * count)) },
  ];
  return (
    <div className={shared.controls}>
      <span>{t('image')}</span>
      <NumberInput
        size="xs"
        w={96}
        min={0}
        max={count - 1}
        allowDecimal={false}
        clampBehavior="strict"
        value={index}
        onChange={(value) => typeof value === 'number' && onPick(value)}
        aria-label={t('number')}
      />
      <span className={classes.pickers}>
        {pickers.map(({ label, Icon, pick }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon aria-label={label} onClick={pick}>
              <Icon size={18} />
            </ActionIcon>
          </Tooltip>
        ))}
      </span>
    </div>
  );
}

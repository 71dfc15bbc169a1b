import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from '../views.module.css';
import own from './filters.module.css';

interface FilterDetailProps {
  readonly selected: number | null;
  readonly name: string;
  readonly rank: string | undefined;
  readonly kept: number | undefined;
  readonly criterion: string;
  readonly canGo: boolean;
  readonly isChosen: boolean;
  readonly onToggle: (channel: number) => void;
}

/** The selected filter in words, with a button that cuts or restores it. */
export function FilterDetail(props: FilterDetailProps) {
  const { selected, name, rank, kept, criterion, canGo, isChosen, onToggle } = props;
  const { t } = useTranslation('filters');
  const format = useFormat();
  if (selected === null) return <p className={classes.note}>{t('noneSelected')}</p>;
  return (
    <div className={own.detail}>
      <b>{name}</b>
      {rank !== undefined && kept !== undefined && (
        <span>{t('rank', { rank, kept: format.count(kept), criterion })}</span>
      )}
      {canGo && (
        <Button size="compact-xs" variant="default" onClick={() => onToggle(selected)}>
          {t(isChosen ? 'restore' : 'cut')}
        </Button>
      )}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import classes from '../views.module.css';
import type { LayerChannels } from './layerChannels.ts';

interface CouplingNoteProps {
  readonly layer: string;
  readonly channels: LayerChannels;
}

/** What else goes with a filter: the same channel of the layers that share it, and the inputs of those that read it. */
export function CouplingNote({ layer, channels: { layers, readers, unitOf } }: CouplingNoteProps) {
  const { t } = useTranslation('filters');
  const joined = layers.filter((name) => name !== layer);
  const fixed = unitOf.some((unit) => unit < 0);
  return (
    <p className={classes.note}>
      {joined.length > 0 && t('joined', { count: joined.length, layers: joined.join(', ') })}{' '}
      {readers.length > 0 && t('readers', { count: readers.length, layers: readers.join(', ') })}{' '}
      {fixed && t('someFixed')}
    </p>
  );
}

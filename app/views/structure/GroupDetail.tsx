import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import { findUnit, listCoupledParts, writePlaces } from './coupling.ts';
import classes from './structure.module.css';
import type { PlacedGroup } from './useGroups.ts';

/** More places are counted, and only the first of them named. */
const FEW = 3;

interface GroupDetailProps {
  /** The group of the layer looked at; undefined where its channels cannot go. */
  readonly group: PlacedGroup | undefined;
}

/** What else goes when one channel of the layer looked at goes. */
export function GroupDetail({ group }: GroupDetailProps) {
  const { t } = useTranslation('structure');
  const layer = useLayer();
  const wanted = useLab((state) => state.channel);
  const selectChannel = useLab((state) => state.selectChannel);
  if (layer === undefined) return null;
  if (!group) return <p className={classes.detail}>{t('cannot', { layer })}</p>;
  const own = group.slices.find(({ role, weight }) => role === 'own' && weight === `${layer}.weight`);
  const channels = own?.units.length ?? 1;
  const channel = Math.min(wanted ?? 0, channels - 1);
  const unit = findUnit(group, layer, channel);
  const parts =
    unit === undefined
      ? []
      : listCoupledParts(group, unit).filter(({ node, kind }) => !(node === layer && kind === 'own'));
  return (
    <div className={classes.detail}>
      <span>{t('detail.channel')}</span>
      <NumberInput
        size="xs"
        w={76}
        min={0}
        max={channels - 1}
        clampBehavior="strict"
        allowDecimal={false}
        value={channel}
        aria-label={t('detail.channelOf', { layer })}
        onChange={(value) => typeof value === 'number' && selectChannel(layer, value)}
      />
      <span>{t(unit === undefined ? 'detail.stays' : 'detail.removes', { layer })}</span>
      <ul className={classes.parts}>
        {parts.map(({ node, kind, places }) => (
          <li key={`${kind} ${node}`} data-kind={kind}>
            <b>{node}</b>{' '}
            {t(places.length > FEW ? 'parts.readerMany' : `parts.${kind}`, {
              places: writePlaces(places),
              amount: places.length,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

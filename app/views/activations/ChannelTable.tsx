import { Button, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ChannelActivity, LayerActivity } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { nameKind } from './LayerSummary.tsx';
import classes from './report.module.css';
import { CHANNEL_COLUMNS, type ChannelColumn, type ChannelOrder, sortChannels } from './sortChannels.ts';

/** Rows drawn at first: more take longer than a frame. */
const FIRST_ROWS = 40;
const SHARES: ReadonlySet<ChannelColumn> = new Set(['apoz', 'apozAfterPool', 'awakeShare']);

/** Every channel of a layer in numbers, in the order one likes; a row chooses the channel. */
export function ChannelTable({ activity }: { readonly activity: LayerActivity }) {
  const { t } = useTranslation(['activations', 'views']);
  const format = useFormat();
  const [order, setOrder] = useState<ChannelOrder>({ by: 'apoz', descending: true });
  const [isLong, setLong] = useState(false);
  const { channels, layer } = activity;
  const sorted = useMemo(() => sortChannels(channels, order), [channels, order]);
  const columns = CHANNEL_COLUMNS.filter((column) => column !== 'apozAfterPool' || activity.pool);
  const sortBy = (by: ChannelColumn) =>
    setOrder({ by, descending: order.by === by ? !order.descending : by !== 'channel' });
  const title = t('channels.title', { layer, kind: nameKind(t, activity.kind) });
  const withAllRows = (read: () => void) => {
    flushSync(() => setLong(true));
    read();
    setLong(isLong);
  };
  return (
    <section>
      <h3 className={classes.small}>{title}</h3>
      <TableFrame className={`${classes.scroll} ${classes.tall}`} label={title} withAllRows={withAllRows}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => {
                const isBy = order.by === column;
                return (
                  <th
                    key={column}
                    scope="col"
                    {...(column === 'awakeShare' ? { title: t('channels.awakeHint') } : {})}
                    aria-sort={isBy ? (order.descending ? 'descending' : 'ascending') : 'none'}
                  >
                    <UnstyledButton className={classes.sort!} onClick={() => sortBy(column)}>
                      {t(`channels.${column}`)}
                      <span aria-hidden="true">{isBy ? (order.descending ? ' ↓' : ' ↑') : ''}</span>
                    </UnstyledButton>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {(isLong ? sorted : sorted.slice(0, FIRST_ROWS)).map((channel) => (
              <ChannelRow key={channel.channel} layer={layer} channel={channel} columns={columns} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {sorted.length > FIRST_ROWS && (
        <Button mt={6} size="compact-sm" variant="default" onClick={() => setLong(!isLong)}>
          {isLong
            ? t('channels.fewer', { amount: format.count(FIRST_ROWS) })
            : t('channels.all', { amount: format.count(sorted.length) })}
        </Button>
      )}
    </section>
  );
}

interface ChannelRowProps {
  readonly layer: string;
  readonly channel: ChannelActivity;
  readonly columns: readonly ChannelColumn[];
}

function ChannelRow({ layer, channel, columns }: ChannelRowProps) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const isSelected = useLab((state) => state.layer === layer && state.channel === channel.channel);
  const selectChannel = useLab((state) => state.selectChannel);
  const choose = () => selectChannel(layer, isSelected ? null : channel.channel);
  return (
    <tr data-selected={isSelected || undefined} data-pruned={!channel.kept || undefined}>
      <th scope="row">
        <button type="button" className={classes.choose} aria-pressed={isSelected} onClick={choose}>
          {format.count(channel.channel)}
        </button>
        {!channel.kept && <span className={classes.pruned}>{t('channels.pruned')}</span>}
      </th>
      {columns.slice(1).map((column) => {
        const value = channel[column];
        if (value === undefined) return <td key={column}>–</td>;
        return <td key={column}>{SHARES.has(column) ? format.percent(value) : format.number(value)}</td>;
      })}
    </tr>
  );
}

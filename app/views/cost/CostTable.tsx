import { useTranslation } from 'react-i18next';
import type { CostReport } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import shared from '../views.module.css';
import classes from './cost.module.css';

interface CostTableProps {
  readonly a: CostReport;
  readonly b: CostReport | undefined;
}

/** Every layer's cost in numbers, with the totals of both snapshots below. */
export function CostTable({ a, b }: CostTableProps) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const numbers = (cost: CostReport['totals']) => (
    <>
      <td>{format.count(cost.params)}</td>
      <td>{format.count(cost.kept)}</td>
      <td>
        <span className={classes.share}>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.pruned} style={{ width: `${100 * cost.sparsity}%` }} />
          </span>
          {format.percent(cost.sparsity)}
        </span>
      </td>
    </>
  );
  const macs = (cost: CostReport['totals']) => (
    <>
      <td>{format.count(cost.macs)}</td>
      <td>{format.count(cost.effectiveMacs)}</td>
    </>
  );
  const totals = [
    { snapshot: b ? 'A' : '', cost: a.totals },
    ...(b ? [{ snapshot: 'B', cost: b.totals }] : []),
  ];
  return (
    <section>
      <TableFrame label={t('table')} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('layer')}</th>
              <th scope="col">{t('shape')}</th>
              <th scope="col">{t('params')}</th>
              <th scope="col">{t('kept')}</th>
              <th scope="col">{t('sparsity')}</th>
              <th scope="col">{t('channels')}</th>
              <th scope="col">{t('macs')}</th>
              <th scope="col">{t('effectiveMacs')}</th>
            </tr>
          </thead>
          <tbody>
            {a.layers.map((cost) => (
              <tr key={cost.name} data-selected={cost.name === layer || undefined}>
                <th scope="row">
                  <button type="button" className={classes.choose} onClick={() => selectLayer(cost.name)}>
                    {cost.name}
                  </button>
                </th>
                <td>{cost.shape.join('×')}</td>
                {numbers(cost)}
                <td>
                  {format.count(cost.keptChannels)} / {format.count(cost.channels)}
                </td>
                {macs(cost)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals.map(({ snapshot, cost }) => (
              <tr key={snapshot}>
                <th scope="row">{t('total', { snapshot })}</th>
                <td />
                {numbers(cost)}
                <td />
                {macs(cost)}
              </tr>
            ))}
          </tfoot>
        </table>
      </TableFrame>
      <p className={shared.note}>{t('conventions')}</p>
    </section>
  );
}

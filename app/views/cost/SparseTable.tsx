import { useTranslation } from 'react-i18next';
import type { SparseSpeedReport } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from './cost.module.css';
import { toTime } from './toTime.ts';

/** Every timed layer: dense, sparse with its present mask, and from where sparse pays; a row chooses the layer. */
export function SparseTable({ report }: { readonly report: SparseSpeedReport }) {
  const { t } = useTranslation('cost');
  const format = useFormat();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const evenText = (sparsity: number | null) =>
    sparsity === null
      ? t('sparse.neverShort')
      : sparsity === 0
        ? t('sparse.alwaysShort')
        : format.percent(sparsity);
  return (
    <TableFrame label={t('sparse.table')} className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('layer')}</th>
            <th scope="col">{t('sparse.denseColumn')}</th>
            <th scope="col">{t('sparse.presentSparsity')}</th>
            <th scope="col">{t('sparse.presentColumn')}</th>
            <th scope="col">{t('sparse.speedUp')}</th>
            <th scope="col">{t('sparse.evenColumn')}</th>
            <th scope="col" title={t('sparse.productsNote')}>
              {t('sparse.productsColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.layers.map((speed) => (
            <tr key={speed.layer} data-selected={speed.layer === layer || undefined}>
              <th scope="row">
                <button type="button" className={classes.choose} onClick={() => selectLayer(speed.layer)}>
                  {speed.layer}
                </button>
              </th>
              <td>{toTime(speed.dense.medianMs, format)}</td>
              <td>{format.percent(speed.present.sparsity)}</td>
              <td>{toTime(speed.present.medianMs, format)}</td>
              <td>{t('times', { times: format.number(speed.present.speedUp) })}</td>
              <td>{evenText(speed.breakEvenSparsity)}</td>
              <td>{evenText(speed.breakEvenOfProducts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

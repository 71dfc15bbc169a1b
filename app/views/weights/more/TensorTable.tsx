import { useTranslation } from 'react-i18next';
import { TableFrame } from '../../../charts/download/TableFrame.tsx';
import { useLab } from '../../../store/labContext.ts';
import { useLayer } from '../../useSnapshots.ts';
import { Failure, Waiting } from '../../ViewState.tsx';
import shared from '../../views.module.css';
import { ColumnHead } from './ColumnHead.tsx';
import classes from './more.module.css';
import { useMeasuredWeights } from './useMeasuredWeights.ts';
import { useTensorColumns } from './useTensorColumns.ts';

/** Every trained tensor in numbers; each column says what it counts. */
export function TensorTable() {
  const { t } = useTranslation('weightsMore');
  const columns = useTensorColumns();
  const layer = useLayer();
  const selectLayer = useLab((state) => state.selectLayer);
  const { weights, stale, error, retry, progress } = useMeasuredWeights();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!weights) return <Waiting height={240} progress={progress} />;
  return (
    <section className={stale ? shared.stale : undefined}>
      <h3 className={shared.heading}>{t('table.title')}</h3>
      <TableFrame label={t('table.title')} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('table.tensor')}</th>
              {columns.map(({ id, name, hint }) => (
                <ColumnHead key={id} name={name} hint={hint} />
              ))}
            </tr>
          </thead>
          <tbody>
            {weights.tensors.map((tensor) => (
              <tr key={tensor.name} data-selected={tensor.node === layer || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes.choose}
                    style={tensor.role === 'weight' ? undefined : { fontWeight: 400 }}
                    onClick={() => selectLayer(tensor.node)}
                  >
                    {tensor.name}
                  </button>
                </th>
                {columns.map(({ id, write }) => (
                  <td key={id}>{write(tensor)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className={shared.note}>{t('table.note')}</p>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { ActivationReport, LayerActivity } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import classes from './report.module.css';

/** One line for each layer: how much of what it puts out is 0, nearly 0, or asleep. */
export function LayerSummary({ report }: { readonly report: ActivationReport }) {
  const { t } = useTranslation('activations');
  const layer = useLayer();
  return (
    <TableFrame label={t('report.layers')} className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.layer')}</th>
            <th scope="col">{t('report.activation')}</th>
            <th scope="col" title={t('report.densityHint')}>
              {t('report.density')}
            </th>
            <th scope="col" title={t('report.afterPoolHint')}>
              {t('report.afterPool')}
            </th>
            <th scope="col" title={t('report.nearZeroHint')}>
              {t('report.nearZero')}
            </th>
            <th scope="col" title={t('report.asleepHint')}>
              {t('report.asleep')}
            </th>
            <th scope="col">{t('report.meanApoz')}</th>
            <th scope="col">{t('report.largest')}</th>
          </tr>
        </thead>
        <tbody>
          {report.layers.map((activity) => (
            <LayerRow key={activity.layer} activity={activity} isSelected={activity.layer === layer} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function LayerRow({
  activity,
  isSelected,
}: {
  readonly activity: LayerActivity;
  readonly isSelected: boolean;
}) {
  const { t } = useTranslation(['activations', 'views']);
  const format = useFormat();
  const selectLayer = useLab((state) => state.selectLayer);
  const kept = activity.channels.filter((channel) => channel.kept).length;
  return (
    <tr data-selected={isSelected || undefined}>
      <th scope="row">
        <button type="button" className={classes.choose} onClick={() => selectLayer(activity.layer)}>
          {activity.layer}
        </button>
      </th>
      <td>{nameKind(t, activity.kind)}</td>
      <td>
        <span className={classes.share}>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.filled} style={{ width: `${100 * activity.density}%` }} />
          </span>
          {format.percent(activity.density)}
        </span>
      </td>
      <td>{activity.densityAfterPool === undefined ? '–' : format.percent(activity.densityAfterPool)}</td>
      <td>{format.percent(activity.nearZeroShare)}</td>
      <td>
        {format.count(activity.asleep)} / {format.count(kept)}
      </td>
      <td>{format.percent(activity.mean)}</td>
      <td>{format.number(activity.largest)}</td>
    </tr>
  );
}

const ACTIVATION_KINDS = ['relu', 'leakyRelu', 'sigmoid', 'tanh'] as const;

type Translate = ReturnType<typeof useTranslation<['activations', 'views']>>['t'];

/** The activation's name, as the network map writes it. */
export function nameKind(t: Translate, kind: string): string {
  const known = ACTIVATION_KINDS.find((entry) => entry === kind);
  return known ? t(`map.kinds.${known}`, { ns: 'views' }) : kind;
}

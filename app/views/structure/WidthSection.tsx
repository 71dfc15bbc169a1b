import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WidthColumn, WidthLink } from '../../charts/widths/layout.ts';
import { WidthProfile } from '../../charts/widths/WidthProfile.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer } from '../useSnapshots.ts';
import shared from '../views.module.css';
import { judgeShape } from './judgeShape.ts';
import classes from './structure.module.css';
import type { PlacedGroup } from './useGroups.ts';
import { toGroupLosses } from './widths.ts';

interface WidthSectionProps {
  readonly groups: readonly PlacedGroup[];
  readonly columns: readonly WidthColumn[];
  readonly chosen: PlacedGroup | undefined;
}

/** Channels along the depth at the start, now, and after the step being made; a sentence names the shape. */
export function WidthSection({ groups, columns, chosen }: WidthSectionProps) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const selectLayer = useLab((state) => state.selectLayer);
  const layer = useLayer();
  const links = useMemo(
    () =>
      groups
        .filter(({ layers }) => layers.length > 1)
        .map(({ layer: id, layers }): WidthLink => ({ id, members: layers })),
    [groups],
  );
  const hasNext = columns.some(({ next }) => next !== undefined);
  const shape = judgeShape(toGroupLosses(groups, columns));
  const describeColumn = useCallback(
    ({ name, before, now, next }: WidthColumn) =>
      t(next === undefined ? 'column' : 'columnNext', {
        layer: name,
        before: format.count(before),
        now: format.count(now),
        next: format.count(next ?? now),
      }),
    [t, format],
  );
  const headings = useMemo(
    () => [t('headings.layer'), t('headings.before'), t('headings.now'), t('headings.next')] as const,
    [t],
  );
  const highlighted = chosen?.layers ?? (layer === undefined ? [] : [layer]);
  return (
    <section className={shared.section}>
      <WidthProfile
        columns={columns}
        links={links}
        highlighted={highlighted}
        onSelect={selectLayer}
        title={<b>{t('widths')}</b>}
        label={t('widthsLabel', { layers: columns.map(({ name }) => name).join(', ') })}
        headings={headings}
        describeColumn={describeColumn}
        format={format.count}
      />
      <div className={classes.legend}>
        <span>
          <i data-kind="kept" /> {t(hasNext ? 'legend.after' : 'legend.now')}
        </span>
        {hasNext && (
          <span>
            <i data-kind="doomed" /> {t('legend.doomed')}
          </span>
        )}
        <span>
          <i data-kind="gone" /> {t('legend.gone')}
        </span>
        {links.length > 0 && (
          <span>
            <i data-kind="arc" /> {t('legend.arc')}
          </span>
        )}
      </div>
      <p className={classes.shape} aria-live="polite">
        {shape ? (
          <>
            <b>{t(`shapes.${shape.kind}.name`)}</b>{' '}
            {t(`shapes.${shape.kind}.why`, {
              inside: format.percent(shape.insideLost, 0),
              stages: format.percent(shape.stageLost, 0),
            })}{' '}
            {hasNext && t('shapeNext')}
          </>
        ) : (
          t('noAdditions')
        )}
      </p>
    </section>
  );
}

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureMaps } from '../../../src/index.ts';
import { FeatureMapGrid } from '../../charts/featureMaps/FeatureMapGrid.tsx';
import type { MapSummary } from '../../charts/featureMaps/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from './activations.module.css';

/** The outputs of every node for one image, in the order of computation. */
export function FeatureMapsList({ maps }: { readonly maps: FeatureMaps }) {
  const { t } = useTranslation('laterViews');
  return (
    <div className={classes.maps}>
      <div className={classes.legend}>
        <span>
          <i data-kind="zero" /> {t('activations.legendZero')}
        </span>
        <span>
          <i data-kind="positive" /> {t('activations.legendPositive')}
        </span>
        <span>
          <i data-kind="negative" /> {t('activations.legendNegative')}
        </span>
      </div>
      {maps.nodes
        .filter(({ kind }) => kind !== 'flatten')
        .map((node) => (
          <NodeMaps key={node.node} node={node} />
        ))}
    </div>
  );
}

function NodeMaps({ node }: { readonly node: FeatureMaps['nodes'][number] }) {
  const { t } = useTranslation('laterViews');
  const format = useFormat();
  const shape = node.shape.join('×');
  const isVector = node.shape.length === 1;
  const zeros = format.percent(node.zeroShare);
  const nameOf = useCallback((tile: number) => t('activations.channel', { index: tile }), [t]);
  const describeMap = useCallback(
    (tile: number, { zeroShare, max }: MapSummary) =>
      t(isVector ? 'activations.unit' : 'activations.map', {
        index: tile,
        zeros: format.percent(zeroShare),
        max: format.number(max),
      }),
    [t, format, isVector],
  );
  const columns = useMemo(
    () => [t('activations.apozChannel'), t('activations.zeroColumn'), t('activations.maxColumn')] as const,
    [t],
  );
  return (
    <FeatureMapGrid
      maps={node}
      label={t('activations.mapsLabel', { node: node.node, shape, zeros })}
      title={
        <>
          <b>{t('activations.mapsOf', { node: node.node, kind: node.kind, shape })}</b> ·{' '}
          {t('activations.zeros', { share: zeros })}
        </>
      }
      columns={columns}
      nameOf={nameOf}
      describeMap={describeMap}
      formatShare={format.percent}
      formatValue={format.number}
    />
  );
}

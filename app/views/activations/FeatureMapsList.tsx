import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureMaps, NetworkSpec } from '../../../src/index.ts';
import { FeatureMapGrid } from '../../charts/featureMaps/FeatureMapGrid.tsx';
import type { MapSummary } from '../../charts/featureMaps/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from './activations.module.css';

/** The outputs of every node for one image, in the order of computation. */
export function FeatureMapsList({ maps, spec }: { readonly maps: FeatureMaps; readonly spec: NetworkSpec }) {
  const { t } = useTranslation('activations');
  return (
    <div className={classes.maps}>
      <div className={classes.legend}>
        <span>
          <i data-kind="zero" /> {t('legendZero')}
        </span>
        <span>
          <i data-kind="positive" /> {t('legendPositive')}
        </span>
        <span>
          <i data-kind="negative" /> {t('legendNegative')}
        </span>
      </div>
      {maps.nodes
        .filter(({ kind }) => kind !== 'flatten')
        .map((node) => (
          <NodeMaps key={node.node} node={node} before={findPooled(maps, spec, node.node)} />
        ))}
    </div>
  );
}

type NodeOutput = FeatureMaps['nodes'][number];

/** What a max pool reads, so that its zeros can be set against those before it; undefined for other nodes. */
function findPooled(maps: FeatureMaps, spec: NetworkSpec, name: string): NodeOutput | undefined {
  const node = spec.nodes.find((entry) => entry.name === name);
  if (node?.kind !== 'maxPool') return undefined;
  return maps.nodes.find((entry) => entry.node === node.inputs[0]);
}

interface NodeMapsProps {
  readonly node: NodeOutput;
  /** What a max pool reads. */
  readonly before: NodeOutput | undefined;
}

function NodeMaps({ node, before }: NodeMapsProps) {
  const { t } = useTranslation('activations');
  const format = useFormat();
  const shape = node.shape.join('×');
  const isVector = node.shape.length === 1;
  const zeros = format.percent(node.zeroShare);
  const nameOf = useCallback((tile: number) => t('channel', { index: tile }), [t]);
  const describeMap = useCallback(
    (tile: number, { zeroShare, max }: MapSummary) =>
      t(isVector ? 'unit' : 'map', {
        index: tile,
        zeros: format.percent(zeroShare),
        max: format.number(max),
      }),
    [t, format, isVector],
  );
  const columns = useMemo(() => [t('apozChannel'), t('zeroColumn'), t('maxColumn')] as const, [t]);
  return (
    <FeatureMapGrid
      maps={node}
      label={t('mapsLabel', { node: node.node, shape, zeros })}
      title={
        <>
          <b>{t('mapsOf', { node: node.node, kind: node.kind, shape })}</b> ·{' '}
          {before
            ? t('poolZeros', { share: zeros, before: format.percent(before.zeroShare) })
            : t('zeros', { share: zeros })}
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

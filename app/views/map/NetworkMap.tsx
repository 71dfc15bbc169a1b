import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isWeightedNode, type LayerCost, type NodeSpec } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer, useSnapshotA } from '../useSnapshots.ts';
import { computeBlock, groupNodes, listSkips, stripHeight } from './layout.ts';
import classes from './NetworkMap.module.css';
import { SkipArcs } from './SkipArcs.tsx';
import { type JoinedLayers, useJoinedLayers } from './useJoinedLayers.ts';

/** The layers as blocks in the order of computation: width tells channels, fill the kept share; a click chooses one. */
export function NetworkMap() {
  const { t } = useTranslation('views');
  const snapshot = useSnapshotA();
  const listRef = useRef<HTMLDivElement>(null);
  const costs = useMemo(
    () => new Map(snapshot?.summary.cost.layers.map((cost) => [cost.name, cost]) ?? []),
    [snapshot],
  );
  const nodes = snapshot?.spec.nodes;
  const skips = useMemo(() => listSkips(nodes ?? []), [nodes]);
  const joined = useJoinedLayers(snapshot?.spec);
  const layer = useLayer();
  const chosen = useLab((state) => state.layer);
  useEffect(() => {
    const block = listRef.current?.querySelector(`[data-node="${layer}"]`);
    block?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [layer]);
  if (!nodes) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (move === 0) return;
    const buttons = [...(listRef.current?.querySelectorAll('button') ?? [])];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + move];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  const light = (at: EventTarget | null) => lightJoined(listRef.current, at, joined);
  const strip = stripHeight(skips);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={classes.map}
      style={strip > 0 ? { paddingTop: strip } : undefined}
      ref={listRef}
      role="group"
      aria-label={t('map.label')}
      title={t('map.hint')}
      onKeyDown={onKeyDown}
      onPointerOver={({ target }) => light(target)}
      onPointerLeave={() => light(document.activeElement)}
      onFocus={({ target }) => light(target)}
      onBlur={() => light(null)}
    >
      {skips.length > 0 && <SkipArcs skips={skips} strip={strip} />}
      {groupNodes(nodes).map((group) => {
        const [first] = group;
        const cost = first && costs.get(first.name);
        return cost ? (
          <LayerBlock
            key={first.name}
            cost={cost}
            joined={joined.get(first.name)}
            withChosen={joined.get(chosen ?? '')?.includes(first.name) ?? false}
          />
        ) : (
          <span key={first?.name} className={classes.stack}>
            {group.map((node) => (
              <SmallNode key={node.name} node={node} />
            ))}
          </span>
        );
      })}
    </div>
  );
}

/** Marks the layers whose channels are joined with those of the layer a pointer or the focus is on. */
function lightJoined(map: HTMLElement | null, at: EventTarget | null, joined: JoinedLayers): void {
  const block = at instanceof Element ? at.closest<HTMLElement>('button[data-node]') : null;
  const others = joined.get(block?.dataset.node ?? '');
  for (const other of map?.querySelectorAll<HTMLElement>('button[data-node]') ?? []) {
    other.classList.toggle(classes.joined!, others?.includes(other.dataset.node!) ?? false);
  }
}

interface LayerBlockProps {
  readonly cost: LayerCost;
  /** The layers whose channels are joined with its own. */
  readonly joined: readonly string[] | undefined;
  /** True where its channels are joined with those of the layer that was chosen. */
  readonly withChosen: boolean;
}

function LayerBlock({ cost, joined, withChosen }: LayerBlockProps) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const selected = useLayer() === cost.name;
  const selectLayer = useLab((state) => state.selectLayer);
  const block = computeBlock(cost);
  const shape = cost.kind === 'depthwiseConv2d' ? t('map.depthwise', { shape: block.shape }) : block.shape;
  const keptShare = format.percent(block.keptShare);
  return (
    <UnstyledButton
      className={classes.layer!}
      data-node={cost.name}
      data-with-chosen={withChosen || undefined}
      aria-pressed={selected}
      aria-label={t('map.block', {
        layer: cost.name,
        shape,
        kept: keptShare,
        channels: `${format.count(cost.keptChannels)} / ${format.count(cost.channels)}`,
      })}
      title={joined && t('map.shared', { layers: joined.join(', ') })}
      onClick={() => selectLayer(cost.name)}
    >
      <span className={classes.block} style={{ width: block.width }}>
        <span className={classes.kept} style={{ height: `${100 * block.keptShare}%` }} />
      </span>
      <span className={classes.name}>{cost.name}</span>
      <span className={classes.shape}>
        {cost.keptChannels < cost.channels ? `${cost.keptChannels}/` : ''}
        {shape}
      </span>
      <span className={classes.share}>{t('map.kept', { share: keptShare })}</span>
    </UnstyledButton>
  );
}

function SmallNode({ node }: { readonly node: NodeSpec }) {
  const { t } = useTranslation('views');
  if (isWeightedNode(node)) return null;
  if (node.kind === 'input') {
    return (
      <span className={classes.input} data-node={node.name}>
        <span className={classes.inputBlock} />
        <span className={classes.shape}>{t('map.input')}</span>
        <span className={classes.shape}>{node.shape.join('×')}</span>
      </span>
    );
  }
  const size = 'size' in node ? node.size : 0;
  const joins = node.inputs.length > 1;
  return (
    <span
      className={classes.small}
      data-node={node.name}
      data-kind={node.kind}
      title={joins ? t('map.node', { node: node.name, inputs: node.inputs.join(', ') }) : node.name}
    >
      {t(`map.kinds.${node.kind}`, { size })}
    </span>
  );
}

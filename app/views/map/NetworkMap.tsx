import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LayerCost, NodeSpec } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { useLayer, useSnapshotA } from '../useSnapshots.ts';
import { computeBlock, groupNodes } from './layout.ts';
import classes from './NetworkMap.module.css';

/** The layers as blocks in the order of computation: width tells channels, fill the kept share; a click chooses one. */
export function NetworkMap() {
  const { t } = useTranslation('views');
  const snapshot = useSnapshotA();
  const listRef = useRef<HTMLDivElement>(null);
  const costs = useMemo(
    () => new Map(snapshot?.summary.cost.layers.map((cost) => [cost.name, cost]) ?? []),
    [snapshot],
  );
  if (!snapshot) return null;

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
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      className={classes.map}
      ref={listRef}
      role="group"
      aria-label={t('map.label')}
      title={t('map.hint')}
      onKeyDown={onKeyDown}
    >
      {groupNodes(snapshot.spec.nodes).map((group) => {
        const [first] = group;
        const cost = first && costs.get(first.name);
        return cost ? (
          <LayerBlock key={first.name} cost={cost} />
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

function LayerBlock({ cost }: { readonly cost: LayerCost }) {
  const { t } = useTranslation('views');
  const format = useFormat();
  const selected = useLayer() === cost.name;
  const selectLayer = useLab((state) => state.selectLayer);
  const block = computeBlock(cost);
  const keptShare = format.percent(block.keptShare);
  return (
    <UnstyledButton
      className={classes.layer!}
      aria-pressed={selected}
      aria-label={t('map.block', {
        layer: cost.name,
        shape: block.shape,
        kept: keptShare,
        channels: `${format.count(cost.keptChannels)} / ${format.count(cost.channels)}`,
      })}
      onClick={() => selectLayer(cost.name)}
    >
      <span className={classes.block} style={{ width: block.width }}>
        <span className={classes.kept} style={{ height: `${100 * block.keptShare}%` }} />
      </span>
      <span className={classes.name}>{cost.name}</span>
      <span className={classes.shape}>
        {cost.keptChannels < cost.channels ? `${cost.keptChannels}/` : ''}
        {block.shape}
      </span>
      <span className={classes.share}>{t('map.kept', { share: keptShare })}</span>
    </UnstyledButton>
  );
}

function SmallNode({ node }: { readonly node: NodeSpec }) {
  const { t } = useTranslation('views');
  if (node.kind === 'conv2d' || node.kind === 'dense') return null;
  if (node.kind === 'input') {
    return (
      <span className={classes.input}>
        <span className={classes.inputBlock} />
        <span className={classes.shape}>{t('map.input')}</span>
        <span className={classes.shape}>{node.shape.join('×')}</span>
      </span>
    );
  }
  const size = 'size' in node ? node.size : 0;
  return (
    <span className={classes.small} data-kind={node.kind} title={node.name}>
      {t(`map.kinds.${node.kind}`, { size })}
    </span>
  );
}

import { useCallback, useMemo } from 'react';
import { stepSchema } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';
import { pathTo } from '../../store/treeNodes.ts';
import {
  chosenOf,
  toggleUnit,
  toUnitsStep,
  type UnitsByLayer,
  unitsOfDraft,
  withoutApplied,
} from './chosenUnits.ts';
import type { LayerChannels } from './layerChannels.ts';

/** The filters that are about to be cut: they are the step being made. */
export interface Choice {
  /** Channels of the layer that go. */
  readonly channels: ReadonlySet<number>;
  /** Chosen in other layers, by name. */
  readonly elsewhere: readonly { readonly layer: string; readonly count: number }[];
  /** Cuts a channel, or restores it. */
  readonly toggle: (channel: number) => void;
  readonly clear: () => void;
}

const NOWHERE: LayerChannels = {
  lead: '',
  layers: [],
  unitOf: new Int32Array(0),
  channelOf: new Int32Array(0),
  readers: [],
};

/** Reads the choice from the step being made, and writes it there; what has gone before is no part of it. */
export function useChoice(found: LayerChannels | undefined, isGone: (channel: number) => boolean): Choice {
  const layer = found ?? NOWHERE;
  const draft = useLab((state) => state.draft);
  const setDraft = useLab((state) => state.setDraft);
  // At once and not a frame later: of two quick clicks the second has to know the first.
  const write = useCallback(
    (chosen: UnitsByLayer) => setDraft(stepSchema.parse({ kind: 'prune', ...toUnitsStep(chosen) })),
    [setDraft],
  );
  const nodes = useLab((state) => state.nodes);
  const selectedId = useLab((state) => state.selectedId);
  // The step being made stays as it is once it has been applied: what it names has gone then.
  const units = useMemo(
    () =>
      withoutApplied(
        unitsOfDraft(draft),
        pathTo(nodes, selectedId).map(({ step }) => step),
      ),
    [draft, nodes, selectedId],
  );
  const channels = useMemo(() => {
    const chosen = chosenOf(units, layer.layers);
    const all = [...layer.unitOf.keys()];
    return new Set(all.filter((channel) => chosen.has(layer.unitOf[channel]!) && !isGone(channel)));
  }, [units, layer, isGone]);
  const elsewhere = useMemo(
    () =>
      Object.entries(units)
        .filter(([name, list]) => !layer.layers.includes(name) && list.length > 0)
        .map(([name, list]) => ({ layer: name, count: list.length })),
    [units, layer],
  );
  const toggle = useCallback(
    (channel: number) => {
      const unit = layer.unitOf[channel] ?? -1;
      if (unit < 0 || isGone(channel)) return;
      const kept = Object.fromEntries(
        Object.entries(units).map(([name, list]) => [
          name,
          layer.layers.includes(name) ? list.filter((one) => !isGone(layer.channelOf[one] ?? -1)) : list,
        ]),
      );
      write(toggleUnit(kept, layer, unit));
    },
    [units, layer, isGone, write],
  );
  const clear = useCallback(() => write({ [layer.lead]: [] }), [layer, write]);
  return useMemo(() => ({ channels, elsewhere, toggle, clear }), [channels, elsewhere, toggle, clear]);
}

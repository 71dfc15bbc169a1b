import type { GroupPlace } from './coupling.ts';

/** How much of a group's channels is gone. */
export interface GroupLoss {
  readonly place: GroupPlace;
  readonly channels: number;
  readonly lost: number;
}

/** `hourglass`: blocks are narrow inside, stages as wide as before; `wallet`: both are narrower; `stages`: stages alone. */
export type ShapeKind = 'whole' | 'hourglass' | 'wallet' | 'stages';

export interface ProfileShape {
  readonly kind: ShapeKind;
  /** Share of channels gone, 0…1. */
  readonly insideLost: number;
  readonly stageLost: number;
}

/** One side counts as left alone where it lost less than this share of what the other lost. */
const LEFT_ALONE = 0.2;
/** Less than this is nothing. */
const NOTHING = 0.005;

/**
 * The shape that pruning gave a residual network (Luo & Wu 2020, Fig. 1), by the channels that insides of blocks and stages
 * have lost. Undefined where there are no stages.
 */
export function judgeShape(groups: readonly GroupLoss[]): ProfileShape | undefined {
  if (!groups.some(({ place }) => place === 'stage')) return undefined;
  const lostOf = (place: GroupPlace) => {
    const of = groups.filter((group) => group.place === place);
    const channels = of.reduce((sum, group) => sum + group.channels, 0);
    return channels === 0 ? 0 : of.reduce((sum, group) => sum + group.lost, 0) / channels;
  };
  const [insideLost, stageLost] = [lostOf('inside'), lostOf('stage')];
  const most = Math.max(insideLost, stageLost);
  const kind: ShapeKind =
    most < NOTHING
      ? 'whole'
      : stageLost < LEFT_ALONE * insideLost
        ? 'hourglass'
        : insideLost < LEFT_ALONE * stageLost
          ? 'stages'
          : 'wallet';
  return { kind, insideLost, stageLost };
}

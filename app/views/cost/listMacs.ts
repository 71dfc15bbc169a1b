import type { ActivationMacs } from '../../../src/index.ts';

/** Stands for the whole network among its layers. */
export const TOTAL = '';

/** Multiply-accumulates of a layer, for one image. */
export interface MacsRow {
  readonly layer: string;
  readonly macs: number;
  /** Whose weight is kept. */
  readonly sparse: number;
  /** Whose weight is kept and whose input is not 0. */
  readonly effective: number;
  /** Kept share × input density, as Han et al. count. */
  readonly han: number;
  /** Share of inputs that are not 0; null of the whole network. */
  readonly inputDensity: number | null;
}

/** Every layer and, last, the whole network. */
export function listMacs({ layers, totals }: ActivationMacs): readonly MacsRow[] {
  const rows = layers.map(
    ({ layer, macs, keptShare, effectiveMacs, hanShare, inputDensity }): MacsRow => ({
      layer,
      macs,
      sparse: macs * keptShare,
      effective: effectiveMacs,
      han: macs * hanShare,
      inputDensity,
    }),
  );
  const total: MacsRow = {
    layer: TOTAL,
    macs: totals.macs,
    sparse: rows.reduce((sum, { sparse }) => sum + sparse, 0),
    effective: totals.effectiveMacs,
    han: totals.macs * totals.hanShare,
    inputDensity: null,
  };
  return [...rows, total];
}

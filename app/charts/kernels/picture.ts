import type { KernelGridLayout, KernelTensor } from './layout.ts';

/** A tile as it stands in the grid. */
export interface KernelTile {
  /** Which image of the tensor. */
  readonly index: number;
  readonly name: string;
  /** `chosen` is about to go, `gone` has gone. */
  readonly mark: 'none' | 'chosen' | 'gone';
  /** Length of the bar beside the name, 0…1; null for none. */
  readonly share: number | null;
}

/** Colours of a grid of kernels, as CSS colours. */
export interface KernelColors {
  readonly low: string;
  readonly positive: string;
  readonly negative: string;
  readonly gone: string;
  readonly goneStripe: string;
  readonly text: string;
  readonly quiet: string;
  readonly bar: string;
  readonly track: string;
  readonly chosen: string;
  readonly focus: string;
}

export interface KernelPicture {
  readonly tensor: KernelTensor;
  readonly layout: KernelGridLayout;
  readonly color: boolean;
  readonly tiles: readonly KernelTile[];
  /** Largest magnitude: drawn in full colour. */
  readonly largest: number;
  readonly selected: number | null;
  readonly colors: KernelColors;
  readonly font: string;
}

/** What of the grid is seen, in CSS pixels. */
export interface KernelWindow {
  readonly width: number;
  readonly height: number;
  readonly scrollTop: number;
  readonly pixelRatio: number;
}

import { throwIfAborted } from '../../base/errors.ts';
import { createProgressMeter, type Progress } from '../../base/progress.ts';
import { yieldToEvents } from '../../base/yieldToEvents.ts';
import type { Probe, RunOptions } from '../../engine/engine.ts';
import type { PrunedLayer } from './createLayerPruner.ts';
import type { SensitivityPoint } from './sensitivity.ts';
import { type KnownPoint, SensitivityTallies, type Tally } from './sensitivityTally.ts';

export interface SensitivityRun extends RunOptions {
  /** Told each point as it is measured; a refined one replaces the coarse one of the same layer and sparsity. */
  readonly onPoint?: (layer: string, point: SensitivityPoint) => void;
  /** Points told by a measurement of the same that was cancelled: they are told again, and measured on from there. */
  readonly known?: readonly KnownPoint[];
}

/** Times the chunks a point has after its next turn: its interval is then about a third as wide. */
const GROWTH = 8;

/** A measurement under way, on one probe. */
export class SensitivityMeasurement {
  private readonly curves = new Map<string, Map<number, SensitivityPoint>>();
  private readonly pruners = new Map<string, (level: number) => PrunedLayer>();
  /** One for each layer and level; several have the same where they come to the same. */
  private readonly opened: Tally[] = [];
  private readonly probe: Probe;
  private readonly run: SensitivityRun;
  private readonly tallies: SensitivityTallies;
  private readonly measureProgress: (done: number) => Progress;

  constructor(probe: Probe, planned: number, run: SensitivityRun) {
    this.probe = probe;
    this.run = run;
    this.tallies = new SensitivityTallies(probe.chunks, run.known ?? []);
    const images = probe.chunks.reduce((sum, count) => sum + count, 0);
    this.measureProgress = createProgressMeter(planned * images);
  }

  /** Prunes a layer to a level, and tells what is known of it already. */
  async open(layer: string, level: number, createPruner: () => (level: number) => PrunedLayer) {
    throwIfAborted(this.run.signal);
    const prune = this.pruners.get(layer) ?? createPruner();
    this.pruners.set(layer, prune);
    const tally = this.tallies.open(layer, prune(level));
    this.opened.push(tally);
    if (tally.images > 0) this.tell(tally);
    await yieldToEvents();
    return tally;
  }

  /** Counts the next chunks of images of a tally: one at first, then up to eight times as many. */
  async countOn(tally: Tally): Promise<void> {
    const { signal } = this.run;
    const to = Math.min(this.probe.chunks.length, Math.max(1, GROWTH * tally.chunks));
    const range = { from: tally.chunks, to, ...(signal ? { signal } : {}) };
    const { correct, images } = await this.probe.countCorrect(tally.toWeights(), range);
    tally.correct += correct;
    tally.images += images;
    tally.chunks = to;
    this.tell(tally);
  }

  /** Counts on where it helps most, until every point has all images. */
  async finish(): Promise<void> {
    for (let tally = this.tallies.findNext(); tally; tally = this.tallies.findNext()) {
      await this.countOn(tally);
    }
  }

  /** The points of a layer by rising sparsity. */
  pointsOf(layer: string): readonly SensitivityPoint[] {
    const points = this.curves.get(layer)?.values() ?? [];
    return [...points].sort((a, b) => a.sparsity - b.sparsity);
  }

  private tell(tally: Tally): void {
    for (const { layer, point } of this.tallies.pointsOf(tally)) {
      const curve = this.curves.get(layer) ?? new Map<number, SensitivityPoint>();
      this.curves.set(layer, curve);
      if (curve.get(point.sparsity)?.images === point.images) continue;
      curve.set(point.sparsity, point);
      this.run.onPoint?.(layer, point);
    }
    this.run.onProgress?.(this.measureProgress(this.opened.reduce((sum, { images }) => sum + images, 0)));
  }
}

import type { Progress } from '../base/progress.ts';
import type { RecipeEvent } from '../recipe/runRecipe.ts';

const BAR_WIDTH = 24;
const REDRAW_MS = 100;
const PLAIN_LINE_MS = 10_000;

/** Where progress is shown: the terminal, or a log. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/** Milliseconds as `1:05`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A bar of text, filled to a share. */
export function drawBar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}]`;
}

function describeSnapshot({ made: { snapshot } }: Extract<RecipeEvent, { kind: 'snapshot' }>): string {
  const { accuracy, cost, seconds } = snapshot.summary;
  const kept = cost.totals.keptWeights / cost.totals.weights;
  return `${snapshot.name}: accuracy ${percent(accuracy.accuracy)}, kept weights ${percent(kept)}, ${seconds.toFixed(1)} s`;
}

/** Creates a listener of a running recipe: a bar that is redrawn on a terminal, a line now and then in a log. */
export function createProgressReport(screen: Screen, now: () => number = Date.now) {
  let title = '';
  let live = '';
  let last: Progress | undefined;
  let shownMs = 0;

  const clear = () => {
    if (screen.isTTY) screen.write('\r\u001b[K');
  };

  const show = () => {
    if (!last || now() - shownMs < (screen.isTTY ? REDRAW_MS : PLAIN_LINE_MS)) return;
    shownMs = now();
    const share = last.done / last.total;
    const left = last.remainingMs === undefined ? '' : ` ${formatDuration(last.remainingMs)} left`;
    const rest = `${(100 * share).toFixed(0).padStart(3)} %${left}${live}`;
    if (screen.isTTY) screen.write(`\r\u001b[K${title} ${drawBar(share)} ${rest}`);
    else screen.write(`${title} ${rest}\n`);
  };

  return {
    clear,
    onEvent(event: RecipeEvent): void {
      switch (event.kind) {
        case 'step':
          title = `${event.index}/${event.total - 1} ${event.name}`;
          live = '';
          last = undefined;
          // A log's first line of a step waits as long as the later ones.
          shownMs = screen.isTTY ? 0 : now();
          return;
        case 'tick':
          live = `, epoch ${event.tick.epoch + 1}, loss ${event.tick.loss.toFixed(4)}, ${Math.round(event.tick.imagesPerSecond)} images/s`;
          return;
        case 'progress':
          last = event.progress;
          show();
          return;
        case 'snapshot':
          clear();
          screen.write(`${describeSnapshot(event)}\n`);
          return;
        default:
          event satisfies never;
      }
    },
  };
}

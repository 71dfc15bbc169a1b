import type { Progress } from '../../base/progress.ts';
import type { StudyUnit } from '../../studies/runStudy.ts';
import { drawBar, formatDuration, type Screen } from '../reportProgress.ts';

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 30_000;

/** Creates what tells how far studies are: a bar that is redrawn on a terminal, a line now and then in a log. */
export function createStudyReport(screen: Screen, now: () => number = Date.now) {
  let shownMs = 0;
  const clear = () => {
    if (screen.isTTY) screen.write('\r\u001b[K');
  };
  return {
    clear,
    onProgress({ done, total, remainingMs }: Progress, { study, name, recipe }: StudyUnit): void {
      if (now() - shownMs < (screen.isTTY ? REDRAW_MS : PLAIN_LINE_MS)) return;
      shownMs = now();
      const left = remainingMs === undefined ? '' : ` ${formatDuration(remainingMs)} left`;
      const share = done / total;
      const title = `${study}, ${name}, seed ${recipe.seed}`;
      const rest = `${(100 * share).toFixed(0).padStart(3)} % of the study${left}`;
      if (screen.isTTY) screen.write(`\r\u001b[K${title} ${drawBar(share)} ${rest}`);
      else screen.write(`${title} ${rest}\n`);
    },
    onUnit({ study, name, recipe }: StudyUnit, seconds: number | 'kept'): void {
      clear();
      const how = seconds === 'kept' ? 'read, not run' : `${formatDuration(1000 * seconds)}`;
      screen.write(`${study}, ${name}, seed ${recipe.seed}: ${how}\n`);
    },
  };
}

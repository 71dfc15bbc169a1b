import { addRows, undoActivation } from './activation.ts';
import { avgPoolGradient } from './avgPool.ts';
import {
  batchNormCombineMoments,
  batchNormCombineSums,
  batchNormFactors,
  batchNormForward,
  batchNormInputGradient,
  batchNormMoments,
  batchNormSums,
} from './batchNorm.ts';
import { depthwiseFilterGradient, depthwiseForward, depthwiseInputGradient } from './depthwise.ts';
import { filterGradient } from './filterGradient.ts';
import { forward } from './forward.ts';
import { inputGradient } from './inputGradient.ts';
import { FINISHED, KIND, NEXT_UNIT, SEQUENCE, THREADS, UNITS } from './job.ts';
import { layLanes } from './lanes.ts';
import { maxPoolGradient } from './maxPool.ts';
import { descend } from './optimizer.ts';
import { copyImages, packPanels } from './pack.ts';
import { roughFilters, roughForward } from './roughWinograd.ts';
import { fillOffsets } from './rows.ts';
import { sparseForward } from './sparse.ts';
import { winogradFilters, winogradForward } from './winograd.ts';
import { winogradFilterGradient, winogradFilterSums } from './winogradFilterGradient.ts';

/** Looks at the job's number so often before the thread goes to sleep: waking up costs more than a short job. */
const SPINS = 20_000;

/** The numbers of `JOB_KINDS` in `kernelModule.ts`. */
function runUnit(job: usize, kind: i32, unit: i32, thread: i32): void {
  switch (kind) {
    case 0:
      packPanels(job, unit);
      break;
    case 1:
      copyImages(job, unit);
      break;
    case 2:
      forward(job, unit, thread);
      break;
    case 3:
      filterGradient(job, unit);
      break;
    case 4:
      inputGradient(job, unit, thread);
      break;
    case 5:
      undoActivation(job, unit);
      break;
    case 6:
      addRows(job);
      break;
    case 7:
      maxPoolGradient(job, unit);
      break;
    case 8:
      descend(job, unit);
      break;
    case 9:
      depthwiseFilterGradient(job, unit);
      break;
    case 10:
      depthwiseInputGradient(job, unit);
      break;
    case 11:
      depthwiseForward(job, unit);
      break;
    case 12:
      fillOffsets(job);
      break;
    case 13:
      batchNormMoments(job, unit);
      break;
    case 14:
      batchNormCombineMoments(job);
      break;
    case 15:
      batchNormFactors(job);
      break;
    case 16:
      batchNormForward(job, unit);
      break;
    case 17:
      batchNormSums(job, unit);
      break;
    case 18:
      batchNormCombineSums(job);
      break;
    case 19:
      batchNormInputGradient(job, unit);
      break;
    case 20:
      avgPoolGradient(job, unit);
      break;
    case 21:
      layLanes(job, unit);
      break;
    case 22:
      sparseForward(job, unit, thread);
      break;
    case 23:
      winogradFilters(job, unit);
      break;
    case 24:
      winogradForward(job, unit, thread);
      break;
    case 25:
      winogradFilterSums(job, unit, thread);
      break;
    case 26:
      winogradFilterGradient(job, unit);
      break;
    case 27:
      roughFilters(job, unit, thread);
      break;
    case 28:
      roughForward(job, unit, thread);
      break;
  }
}

function takeUnits(job: usize, thread: i32): void {
  const kind = load<i32>(job + KIND);
  const units = load<i32>(job + UNITS);
  for (;;) {
    const unit = atomic.add<i32>(job + NEXT_UNIT, 1);
    if (unit >= units) return;
    runUnit(job, kind, unit, thread);
  }
}

/** Does the job that stands at `job` with all threads that serve it; returns when it is done. */
export function run(job: usize): void {
  const helpers = load<i32>(job + THREADS) - 1;
  atomic.store<i32>(job + NEXT_UNIT, 0);
  if (helpers == 0 || load<i32>(job + UNITS) < 2) {
    takeUnits(job, 0);
    return;
  }
  atomic.store<i32>(job + FINISHED, 0);
  atomic.add<i32>(job + SEQUENCE, 1);
  atomic.notify(job + SEQUENCE, helpers);
  takeUnits(job, 0);
  while (atomic.load<i32>(job + FINISHED) < helpers) {}
}

/** Helps with every job that comes to stand at `job`, for ever; `seen` is the number of the last one before. */
export function serve(job: usize, thread: i32, seen: i32): void {
  for (;;) {
    let spins = SPINS;
    while (atomic.load<i32>(job + SEQUENCE) == seen) {
      if (--spins == 0) {
        atomic.wait<i32>(job + SEQUENCE, seen, -1);
        spins = SPINS;
      }
    }
    seen = atomic.load<i32>(job + SEQUENCE);
    takeUnits(job, thread);
    atomic.add<i32>(job + FINISHED, 1);
  }
}

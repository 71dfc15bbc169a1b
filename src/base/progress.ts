/** How far a long job has come. */
export interface Progress {
  /** Units done; between 0 and `total`. */
  readonly done: number;
  /** Units in all. */
  readonly total: number;
  /** Estimated milliseconds left, measured from this job's own pace; undefined before the first unit. */
  readonly remainingMs?: number;
}

/** Makes a function that turns "units done" into a Progress with the time left at the pace so far. */
export function createProgressMeter(total: number, now: () => number = () => performance.now()) {
  const startedMs = now();
  return (done: number): Progress => {
    if (done <= 0) return { done: 0, total };
    const remainingMs = ((now() - startedMs) / done) * (total - done);
    return { done, total, remainingMs };
  };
}

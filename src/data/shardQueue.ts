interface Waiter {
  resolve(): void;
  reject(reason: unknown): void;
}

interface Task {
  state: 'waiting' | 'loading' | 'done' | 'failed';
  waiters: Waiter[];
}

/** Loads shards in the background, in order, with those that someone waits for first. */
export interface ShardQueue {
  /** Starts the background stream. */
  start(): void;
  /** Resolves when the shard is loaded; loads a failed one again, and rejects with what its loading rejects with. */
  demand(shard: number): Promise<void>;
}

/** Loads that run at one time. */
const CONCURRENCY = 2;

/**
 * Creates a queue of `count` shards, numbered in the order in which the background stream takes them.
 *
 * The stream stops at a shard that failed, says nothing, and goes on when a demand has loaded it after all.
 *
 * @param load `isRetry` is true when loading this shard has failed before.
 */
export function createShardQueue(
  count: number,
  load: (shard: number, isRetry: boolean) => Promise<void>,
): ShardQueue {
  const tasks = Array.from({ length: count }, (): Task => ({ state: 'waiting', waiters: [] }));
  const urgent: number[] = [];
  let loading = 0;
  let streaming = false;

  function pick(): number | undefined {
    if (urgent.length > 0) return urgent.shift();
    if (!streaming || tasks.some(({ state }) => state === 'failed')) return undefined;
    const next = tasks.findIndex(({ state }) => state === 'waiting');
    return next < 0 ? undefined : next;
  }

  async function run(shard: number): Promise<void> {
    const task = tasks[shard]!;
    const isRetry = task.state === 'failed';
    task.state = 'loading';
    loading++;
    let settle: (waiter: Waiter) => void;
    try {
      await load(shard, isRetry);
      task.state = 'done';
      settle = (waiter) => waiter.resolve();
    } catch (thrown) {
      task.state = 'failed';
      settle = (waiter) => waiter.reject(thrown);
    }
    loading--;
    const waiters = task.waiters;
    task.waiters = [];
    waiters.forEach(settle);
    pump();
  }

  function pump(): void {
    while (loading < CONCURRENCY) {
      const shard = pick();
      if (shard === undefined) return;
      void run(shard);
    }
  }

  return {
    start() {
      streaming = true;
      pump();
    },
    demand(shard) {
      const task = tasks[shard]!;
      if (task.state === 'done') return Promise.resolve();
      return new Promise((resolve, reject) => {
        task.waiters.push({ resolve, reject });
        if (task.state !== 'loading' && !urgent.includes(shard)) urgent.push(shard);
        pump();
      });
    },
  };
}

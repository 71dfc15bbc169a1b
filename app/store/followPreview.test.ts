import { describe, expect, it } from 'vitest';
import { type JobOptions, type LabClient, type PruneStep, stepSchema } from '../../src/index.ts';
import { followPreview } from './draftSlice.ts';
import type { LabState } from './labState.ts';

const draftOf = (sparsity: number) =>
  stepSchema.parse({
    kind: 'prune',
    criterion: 'magnitude',
    granularity: 'weight',
    amount: { sparsity },
  }) as PruneStep;

/** A store with one snapshot, a client whose previews end when the test says so, and a clock that the test moves. */
function createScene() {
  const asked: {
    step: PruneStep;
    sparsity: number;
    aborted: () => boolean;
    finish: (accuracy: number) => Promise<void>;
  }[] = [];
  let listener = () => {};
  let clockMs = 0;
  let state = {
    draft: draftOf(0),
    selectedId: 's1',
    session: 'open',
    job: { kind: 'idle' },
    nodes: [{ id: 's1', status: 'done' }],
    preview: { kind: 'none' },
  } as unknown as LabState;
  const setState = (partial: Partial<LabState>) => {
    state = { ...state, ...partial };
    listener();
  };
  const client = {
    run: (_job: string, { step }: { step: PruneStep }, { signal }: JobOptions<'preview'>) =>
      new Promise((resolve, reject) => {
        signal!.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')));
        asked.push({
          step,
          sparsity: (step.amount as { sparsity: number }).sparsity,
          aborted: () => signal!.aborted,
          async finish(accuracy) {
            resolve({ accuracy });
            await new Promise((rest) => setTimeout(rest));
          },
        });
      }),
  } as unknown as LabClient;
  const subscribe = (to: () => void) => {
    listener = to;
    return () => {};
  };
  followPreview({ getState: () => state, setState, subscribe }, client, () => clockMs);
  return {
    asked,
    preview: () => state.preview,
    choose: (values: Partial<PruneStep>) => setState({ draft: { ...draftOf(0), ...values } }),
    /** A hand moves the slider once every 16 ms. */
    drag(values: readonly number[]) {
      for (const value of values) {
        clockMs += 16;
        setState({ draft: draftOf(value) });
      }
    },
  };
}

describe('followPreview', () => {
  it('keeps the newest draft alone under way: each cancels the one before', async () => {
    const { asked, drag, preview } = createScene();
    drag([0.1, 0.2, 0.3]);
    expect(asked.map(({ sparsity }) => sparsity)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(asked.map(({ aborted }) => aborted())).toEqual([true, true, true, false]);
    await asked[3]!.finish(0.9);
    expect(preview()).toEqual({ kind: 'done', result: { accuracy: 0.9 } });
  });

  it('lets a measurement end once a quarter of a second has passed without a number, then takes the newest', async () => {
    const { asked, drag, preview } = createScene();
    drag(Array.from({ length: 20 }, (_, index) => index / 100));
    const overdue = asked.at(-1)!;
    expect(overdue.aborted()).toBe(false);
    expect(overdue.sparsity).toBeLessThan(0.19);
    await overdue.finish(0.8);
    expect(preview()).toEqual({ kind: 'running', last: { accuracy: 0.8 } });
    expect(asked.at(-1)!.sparsity).toBe(0.19);
    drag([0.2]);
    expect(asked.at(-2)!.aborted()).toBe(true);
  });

  it('waits for no overdue measurement of another criterion', async () => {
    const { asked, drag, choose } = createScene();
    drag(Array.from({ length: 20 }, (_, index) => index / 100));
    expect(asked.at(-1)!.aborted()).toBe(false);
    choose({ criterion: 'random' });
    expect(asked.at(-2)!.aborted()).toBe(true);
    expect(asked.at(-1)!.step).toMatchObject({ criterion: 'random' });
  });

  it('measures the whole amount at once, whatever the schedule', () => {
    const { asked, choose } = createScene();
    choose({ schedule: { kind: 'linear', rounds: 5 } });
    expect(asked.at(-1)!.step).not.toHaveProperty('schedule');
  });
});

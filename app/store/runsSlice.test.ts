import { describe, expect, it } from 'vitest';
import { type Jobs, type Recipe, recipeSchema } from '../../src/index.ts';
import { DEFAULT_RECIPE } from './defaults.ts';
import { viewOf } from './inMemoryClient.ts';
import { openTestLab, PRUNE, TRAIN } from './openTestLab.ts';
import { runsKey } from './runsKey.ts';

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));

async function openPath(recipe?: Recipe) {
  const lab = await openTestLab(recipe);
  await lab.apply(PRUNE, 200);
  await lab.apply(TRAIN, 200);
  const results = () => lab.state().seedRuns[runsKey(lab.state())];
  const finish = async (kept: number) => {
    await lab.worker.finishStep(kept);
    await rest();
  };
  return { ...lab, results, finish };
}
const lastStep = (lab: Awaited<ReturnType<typeof openPath>>) =>
  lab.worker.of('runStep').at(-1)!.params as Jobs['runStep']['params'];

describe('running with several seeds', () => {
  it('runs the way to A once for each seed, and leaves tree and history alone', async () => {
    const lab = await openPath();
    const before = [lab.state().nodes, lab.state().undoCount] as const;
    const ran = lab.state().runSeeds(2);
    expect(lab.state().job).toMatchObject({ kind: 'running', apart: { seed: 1, run: 1, runs: 2 } });
    await rest();
    expect(lastStep(lab)).toMatchObject({ from: lab.idOf('start'), seed: 1, step: { kind: 'prune' } });
    const made = lastStep(lab).snapshotId;
    await lab.finish(190);
    expect(lastStep(lab)).toMatchObject({ from: made, seed: 1, step: { kind: 'train' } });
    await lab.finish(190);
    expect(lab.worker.of('dropSnapshots').at(-1)?.params).toMatchObject({ ids: [made, expect.anything()] });
    await lab.finish(210);
    await lab.finish(210);
    await ran;
    expect(lab.state().job.kind).toBe('idle');
    expect([lab.state().nodes, lab.state().undoCount]).toEqual(before);
    expect(lab.results()?.map(({ seed, snapshots }) => [seed, snapshots.at(-1)?.totals.keptWeights])).toEqual(
      [
        [1, 190],
        [2, 210],
      ],
    );
  });

  it('keeps what is done when it is stopped, and goes on with the seeds that are missing', async () => {
    const lab = await openPath();
    const ran = lab.state().runSeeds(2);
    await rest();
    await lab.finish(190);
    await lab.finish(190);
    lab.state().cancelJob();
    await ran;
    expect(lab.state().job.kind).toBe('idle');
    expect(lab.state().notices).toEqual([]);
    expect(lab.results()?.map(({ seed }) => seed)).toEqual([1]);
    void lab.state().runSeeds(3);
    await rest();
    expect(lastStep(lab)).toMatchObject({ seed: 2 });
  });

  it('begins with fresh weights of the seed where the recipe has none of its own', async () => {
    const { weights: _, ...fresh } = DEFAULT_RECIPE;
    const lab = await openPath(recipeSchema.parse(fresh));
    void lab.state().runSeeds(1);
    await rest();
    const open = lab.worker.of('openSeed')[0]!;
    const { snapshotId, seed } = open.params as Jobs['openSeed']['params'];
    expect(seed).toBe(1);
    await open.done({ snapshot: viewOf(snapshotId, 0) });
    await rest();
    expect(lastStep(lab).from).toBe(snapshotId);
  });

  it('knows the same steps again by what they do, not by their notes', async () => {
    const lab = await openPath();
    const key = runsKey(lab.state());
    lab.state().annotate(lab.idOf('2-train'), 'long enough');
    expect(runsKey(lab.state())).toBe(key);
    lab.state().select(lab.idOf('1-prune'));
    expect(runsKey(lab.state())).not.toBe(key);
  });

  it('makes steps wait', async () => {
    const lab = await openPath();
    void lab.state().runSeeds(1);
    await rest();
    const steps = lab.worker.of('runStep').length;
    void lab.state().applyStep(PRUNE);
    lab.state().undo();
    expect(lab.worker.of('runStep')).toHaveLength(steps);
    expect(lab.state().nodes).toHaveLength(3);
  });
});

describe('running the recipe again', () => {
  it('tells each row’s numbers before and now, with the recipe’s own seed', async () => {
    const lab = await openPath();
    const ran = lab.state().runAgain();
    await rest();
    expect(lastStep(lab).seed).toBe(DEFAULT_RECIPE.seed);
    await lab.finish(200);
    await lab.finish(201);
    await ran;
    expect(lab.state().rerun?.total).toBe(2);
    expect(
      lab
        .state()
        .rerun?.rows.map(({ name, before, after }) => [name, after.keptWeights - before.keptWeights]),
    ).toEqual([
      ['1-prune', 0],
      ['2-train', 1],
    ]);
  });
});

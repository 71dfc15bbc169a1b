import { describe, expect, it } from 'vitest';
import { type Jobs, recipeSchema, stepSchema, type TrainTick } from '../../src/index.ts';
import { DEFAULT_RECIPE } from './defaults.ts';
import { viewOf } from './inMemoryClient.ts';
import { openTestLab, PRUNE, TRAIN } from './openTestLab.ts';
import { toRecipe } from './recipeTree.ts';

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));
const TICK: TrainTick = {
  done: 100,
  total: 468,
  epoch: 0,
  loss: 1,
  accuracy: 0.5,
  imagesPerSecond: 10,
  learningRate: 0.001,
};

type Lab = Awaited<ReturnType<typeof openTestLab>>;

/** Answers the running training as one that was ended after so many batches. */
async function endAfter({ worker }: Lab, steps: number): Promise<void> {
  const open = worker.of('runStep').at(-1)!;
  const { snapshotId, step } = open.params as Jobs['runStep']['params'];
  const { epochs: _, ...short } = step as Extract<typeof step, { kind: 'train' }>;
  await open.done({ snapshot: viewOf(snapshotId, 1), step: { ...short, steps } });
  await rest();
}

describe('another learning rate while a training runs', () => {
  it('ends the step at its batch and does the rest in a new one', async () => {
    const lab = await openTestLab();
    void lab.state().applyStep(TRAIN);
    lab.worker.of('runStep')[0]!.tick(TICK);
    lab.state().changeTraining({ learningRate: 0.01 });
    expect(lab.worker.of('runStep')[0]?.commands).toEqual(['finish']);
    await endAfter(lab, 120);
    expect(lab.names()).toEqual(['start', '1-train', '1-train-2']);
    expect(lab.worker.of('runStep')[1]?.params).toMatchObject({
      from: lab.idOf('1-train'),
      step: { kind: 'train', steps: 348, learningRate: 0.01 },
    });
    await lab.worker.finishStep();
    expect(toRecipe(lab.state()).steps).toMatchObject([
      { kind: 'train', steps: 120, learningRate: 0.001 },
      { kind: 'train', steps: 348, learningRate: 0.01 },
    ]);
    expect(lab.state().selectedId).toBe(lab.idOf('1-train-2'));
    expect(lab.state().comparedId).toBe(lab.idOf('start'));
    expect(lab.state().job.kind).toBe('idle');
  });

  it('stays held where it was', async () => {
    const lab = await openTestLab();
    void lab.state().applyStep(TRAIN);
    lab.worker.of('runStep')[0]!.tick(TICK);
    lab.state().controlTraining('pause');
    lab.state().changeTraining({ learningRate: 0.01 });
    await endAfter(lab, 120);
    expect(lab.worker.of('runStep')[1]?.params).toMatchObject({ paused: true });
    expect(lab.state().job).toMatchObject({ kind: 'running', paused: true });
  });

  it('begins with the new rate where no batch was done', async () => {
    const lab = await openTestLab();
    void lab.state().applyStep(TRAIN, { paused: true });
    lab.state().changeTraining({ learningRate: 0.01 });
    const aborted = Object.assign(new Error('cancelled'), { name: 'AbortError' });
    await lab.worker.of('runStep')[0]!.fail(aborted as never);
    await rest();
    expect(lab.names()).toEqual(['start', '1-train']);
    expect(lab.worker.of('runStep')[1]?.params).toMatchObject({
      paused: true,
      step: { epochs: 1, learningRate: 0.01 },
    });
  });

  it('goes on with nothing where the training was over', async () => {
    const lab = await openTestLab();
    void lab.state().applyStep(stepSchema.parse({ kind: 'train', steps: 468 }));
    lab.worker.of('runStep')[0]!.tick({ ...TICK, done: 468 });
    lab.state().changeTraining({ learningRate: 0.01 });
    await lab.worker.finishStep();
    expect(lab.names()).toEqual(['start', '1-train']);
    expect(lab.state().job.kind).toBe('idle');
  });

  it('lets what waits for the training wait for its rest', async () => {
    const rewind = { kind: 'rewind', to: '1-train' };
    const lab = await openTestLab(recipeSchema.parse({ ...DEFAULT_RECIPE, steps: [TRAIN, PRUNE, rewind] }));
    void lab.state().runPending();
    await rest();
    lab.worker.of('runStep')[0]!.tick(TICK);
    lab.state().changeTraining({ learningRate: 0.01 });
    await endAfter(lab, 120);
    expect(lab.names()).toEqual(['start', '1-train', '1-train-2', '2-prune', '3-rewind']);
    await lab.worker.finishStep();
    await rest();
    expect(lab.worker.of('runStep')[2]?.params).toMatchObject({
      from: lab.idOf('1-train-2'),
      step: { kind: 'prune' },
    });
    await lab.worker.finishStep();
    await rest();
    expect(lab.worker.of('runStep')[3]?.params).toMatchObject({ named: lab.idOf('1-train-2') });
  });

  it('leaves nothing of the rest when that is stopped', async () => {
    const lab = await openTestLab();
    void lab.state().applyStep(TRAIN);
    lab.worker.of('runStep')[0]!.tick(TICK);
    lab.state().changeTraining({ learningRate: 0.01 });
    await endAfter(lab, 120);
    lab.state().cancelJob();
    await rest();
    expect(lab.names()).toEqual(['start', '1-train']);
    expect(lab.state().job.kind).toBe('idle');
  });
});

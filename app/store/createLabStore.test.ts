import { describe, expect, it } from 'vitest';
import { AppError, type JobName, type Jobs, recipeSchema, type Step, stepSchema } from '../../src/index.ts';
import { createLabStore } from './createLabStore.ts';
import { DEFAULT_RECIPE } from './defaults.ts';
import { createInMemoryClient } from './inMemoryClient.ts';
import { toRecipe } from './recipeTree.ts';
import { nameOf } from './treeNodes.ts';

const PRUNE: Step = stepSchema.parse({
  kind: 'prune',
  criterion: 'magnitude',
  granularity: 'weight',
  amount: { sparsity: 0.8 },
});
const TRAIN: Step = stepSchema.parse({ kind: 'train', epochs: 1 });

async function openLab(recipe = DEFAULT_RECIPE, manual: readonly JobName[] = []) {
  const worker = createInMemoryClient({ manual });
  const store = createLabStore({ client: worker.client });
  const opened = store.getState().openRecipe(recipe);
  if (!manual.includes('openSession')) await opened;
  const state = () => store.getState();
  const names = () => state().nodes.map(nameOf);
  return { worker, store, state, names };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('opening a recipe', () => {
  it('makes the start snapshot and looks at it', async () => {
    const { state, names } = await openLab();
    expect(state().session).toBe('open');
    expect(names()).toEqual(['start']);
    expect(state().selectedId).toBe(state().nodes[0]?.id);
    expect(state().backend?.name).toBe('wasm');
  });

  it('shows a trained network before the engine starts, and takes steps after', async () => {
    const worker = createInMemoryClient({ manual: ['evaluate'] });
    let draw = () => {};
    const drawn = new Promise<void>((resolve) => {
      draw = resolve;
    });
    const store = createLabStore({ client: worker.client, untilDrawn: () => drawn });
    void store.getState().openRecipe(DEFAULT_RECIPE);
    await rest();
    expect(store.getState().nodes[0]).toMatchObject({ status: 'done', snapshot: { depth: 0 } });
    expect([store.getState().session, store.getState().drawn]).toEqual(['opening', false]);
    expect(worker.of('startEngine')).toHaveLength(0);

    draw();
    await rest();
    expect(worker.of('startEngine')).toHaveLength(1);
    expect([store.getState().session, store.getState().drawn]).toEqual(['open', true]);
  });

  it('starts the engine at once for fresh weights, which are measured before they are shown', async () => {
    const { weights: _, ...fresh } = DEFAULT_RECIPE;
    const { worker, state } = await openLab(fresh, ['openSession']);
    await rest();
    expect(worker.of('startEngine')).toHaveLength(1);
    expect([state().session, state().drawn]).toEqual(['opening', true]);
  });

  it('shows steps as pending and runs them in order only when asked', async () => {
    const recipe = recipeSchema.parse({ ...DEFAULT_RECIPE, steps: [PRUNE, TRAIN] });
    const { worker, state, names } = await openLab(recipe);
    expect(state().nodes.map(({ status }) => status)).toEqual(['done', 'pending', 'pending']);
    expect(worker.of('runStep')).toHaveLength(0);

    const ran = state().runPending();
    await worker.finishStep(200);
    await worker.finishStep(200);
    await ran;
    expect(names()).toEqual(['start', '1-prune', '2-train']);
    expect(state().nodes.every(({ status }) => status === 'done')).toBe(true);
    expect(state().selectedId).toBe(state().nodes[2]?.id);
  });

  it('forgets the snapshots of a recipe that nothing was done with', async () => {
    const { worker, state } = await openLab();
    const ids = state().nodes.map(({ id }) => id);
    await state().openRecipe(DEFAULT_RECIPE);
    expect(worker.of('dropSnapshots').at(-1)?.params).toEqual({ ids });
  });

  it('keeps those of a session that is kept, but for undone ones', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(PRUNE);
    await worker.finishStep();
    const undone = state().nodes[1]!.id;
    state().undo();
    void state().applyStep(TRAIN);
    await worker.finishStep();
    await state().openRecipe(DEFAULT_RECIPE);
    expect(worker.of('dropSnapshots').at(-1)?.params).toEqual({ ids: [undone] });
  });

  it('says why it failed and leaves the recipe to be tried again', async () => {
    const { worker, state } = await openLab(DEFAULT_RECIPE, ['openSession']);
    await worker.of('openSession')[0]?.fail(new AppError('dataset-missing', 'gone'));
    expect(state().session).toBe('failed');
    expect(state().sessionError?.code).toBe('dataset-missing');
  });

  it('lets the later of two recipes win', async () => {
    const { worker, state } = await openLab(DEFAULT_RECIPE, ['openSession']);
    const untrained = recipeSchema.parse({
      ...DEFAULT_RECIPE,
      weights: undefined,
      network: { preset: 'lenet-300-100' },
    });
    void state().openRecipe(untrained);
    expect(worker.of('openSession')[0]?.aborted()).toBe(true);
    await rest();
    expect(state().session).toBe('opening');
    expect(state().header.network).toEqual({ preset: 'lenet-300-100' });
  });
});

describe('applying a step', () => {
  it('grows a child of the selected snapshot, then looks at it and compares with its parent', async () => {
    const { worker, state, names } = await openLab();
    const start = state().selectedId;
    void state().applyStep(PRUNE);
    expect(state().job.kind).toBe('running');
    expect(state().selectedId).toBe(start);
    await worker.finishStep(200);
    expect(names()).toEqual(['start', '1-prune']);
    expect(state().job.kind).toBe('idle');
    expect(state().selectedId).toBe(state().nodes[1]?.id);
    expect(state().comparedId).toBe(start);
  });

  it('branches where another step was applied before', async () => {
    const { worker, state, names } = await openLab();
    const start = state().selectedId;
    void state().applyStep(PRUNE);
    await worker.finishStep();
    state().select(start);
    void state().applyStep(PRUNE);
    await worker.finishStep();
    expect(names()).toEqual(['start', '1-prune', '2-prune']);
    expect(state().nodes.map(({ parentId }) => parentId)).toEqual([null, start, start]);
  });

  it('takes the child away when it fails, and tells why', async () => {
    const { worker, state, names } = await openLab();
    void state().applyStep(TRAIN);
    await worker.of('runStep')[0]?.fail(new AppError('not-a-number', 'loss is NaN in batch 3'));
    expect(names()).toEqual(['start']);
    expect(state().job.kind).toBe('failed');
    expect(state().notices).toMatchObject([{ kind: 'failed', error: { code: 'not-a-number' } }]);
    expect(state().undoCount).toBe(0);
  });

  it('takes the child away without a word when it is stopped', async () => {
    const { worker, state, names } = await openLab();
    void state().applyStep(TRAIN);
    state().cancelJob();
    await rest();
    expect(worker.of('runStep')[0]?.aborted()).toBe(true);
    expect(names()).toEqual(['start']);
    expect(state().job.kind).toBe('idle');
    expect(state().notices).toEqual([]);
  });

  it('keeps the step as it really ran', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(TRAIN);
    const open = worker.of('runStep')[0]!;
    const { snapshotId } = open.params as Jobs['runStep']['params'];
    const { viewOf } = await import('./inMemoryClient.ts');
    const short = stepSchema.parse({ kind: 'train', steps: 7 });
    await open.done({ snapshot: viewOf(snapshotId, 1), step: short });
    expect(state().nodes[1]?.step).toMatchObject({ kind: 'train', steps: 7, name: '1-train' });
    expect(state().nodes[1]?.step).not.toHaveProperty('epochs');
  });

  it('hands commands to a training and remembers whether it is held', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(TRAIN, { paused: true });
    state().controlTraining('stepOnce');
    expect(state().job).toMatchObject({ kind: 'running', paused: true });
    state().controlTraining('play');
    expect(state().job).toMatchObject({ paused: false });
    expect(worker.of('runStep')[0]?.commands).toEqual(['stepOnce', 'play']);
  });
});

describe('undo and redo', () => {
  it('bring a step back without running it again', async () => {
    const { worker, state, names } = await openLab();
    const start = state().selectedId;
    void state().applyStep(PRUNE);
    await worker.finishStep(200);
    state().undo();
    expect(names()).toEqual(['start']);
    expect(state().selectedId).toBe(start);
    expect([state().undoCount, state().redoCount]).toEqual([0, 1]);
    state().redo();
    expect(names()).toEqual(['start', '1-prune']);
    expect(state().nodes[1]?.snapshot?.summary.cost.totals.keptWeights).toBe(200);
    expect(worker.of('runStep')).toHaveLength(1);
  });

  it('pass over what is merely looked at', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(PRUNE);
    await worker.finishStep();
    state().select(state().nodes[0]!.id);
    state().setView('cost');
    expect(state().undoCount).toBe(1);
  });

  it('never hold a running row', async () => {
    const { worker, state, names } = await openLab();
    void state().applyStep(PRUNE);
    await worker.finishStep();
    void state().applyStep(TRAIN);
    worker.of('runStep')[1]?.tick({
      done: 1,
      total: 2,
      epoch: 1,
      loss: 1,
      accuracy: 0.5,
      imagesPerSecond: 10,
      learningRate: 0.1,
    });
    state().undo();
    expect(names()).toEqual(['start', '1-prune', '2-train']);
    await worker.finishStep();
    state().undo();
    expect(names()).toEqual(['start', '1-prune']);
    expect(state().nodes.every(({ status }) => status === 'done')).toBe(true);
  });

  it('make rows of an opened recipe pending again', async () => {
    const { worker, state } = await openLab(recipeSchema.parse({ ...DEFAULT_RECIPE, steps: [PRUNE] }));
    void state().runPending();
    await worker.finishStep();
    state().undo();
    expect(state().nodes.map(({ status }) => status)).toEqual(['done', 'pending']);
    state().redo();
    expect(state().nodes.map(({ status }) => status)).toEqual(['done', 'done']);
  });

  it('bring back removed branches and names', async () => {
    const { worker, state, names } = await openLab();
    void state().applyStep(PRUNE);
    await worker.finishStep();
    const id = state().nodes[1]!.id;
    state().rename(id, 'cut');
    state().remove(id);
    expect(names()).toEqual(['start']);
    expect(state().selectedId).toBe(state().nodes[0]?.id);
    state().undo();
    expect(names()).toEqual(['start', 'cut']);
    state().undo();
    expect(names()).toEqual(['start', '1-prune']);
  });
});

describe('names', () => {
  it('are refused when taken, empty or not fit for a recipe', async () => {
    const { worker, state, names } = await openLab();
    void state().applyStep(PRUNE);
    await worker.finishStep();
    const id = state().nodes[1]!.id;
    for (const name of ['start', '', 'a/b', 'x'.repeat(61)]) state().rename(id, name);
    expect(names()).toEqual(['start', '1-prune']);
  });

  it('are followed by the rewinds that mention them', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(TRAIN);
    await worker.finishStep();
    const trained = state().nodes[1]!.id;
    void state().applyStep({ kind: 'rewind', to: '1-train' });
    expect(worker.of('runStep')[1]?.params).toMatchObject({ named: trained });
    await worker.finishStep();
    state().rename(trained, 'warm');
    expect(state().nodes[2]?.step).toMatchObject({ kind: 'rewind', to: 'warm' });
  });
});

describe('preview', () => {
  const previews = async (change: (lab: Awaited<ReturnType<typeof openLab>>) => void) => {
    const lab = await openLab();
    await rest();
    change(lab);
    await rest();
    return lab;
  };

  it('measures the draft on 500 images of the snapshot looked at', async () => {
    const { worker, state } = await previews(() => {});
    expect(worker.of('preview').map(({ params }) => params)).toEqual([
      { id: state().selectedId, step: state().draft, images: 500 },
    ]);
  });

  it('cancels a measurement when a newer draft comes', async () => {
    const newest = { ...PRUNE, amount: { sparsity: 0.2 } };
    const { worker, state } = await previews(({ state }) => state().setDraft(newest));
    expect(worker.of('preview').map(({ aborted }) => aborted())).toEqual([true, false]);
    expect(worker.of('preview')[1]?.params).toMatchObject({ step: newest });
    expect(state().preview.kind).toBe('running');
  });

  it('cancels at once when another snapshot is looked at', async () => {
    const { worker, state } = await previews(() => {});
    void state().applyStep(PRUNE);
    await worker.finishStep();
    expect(worker.of('preview').map(({ aborted }) => aborted())).toEqual([true, false]);
  });

  it('is none for other kinds of steps, and while a step runs', async () => {
    const { worker, state } = await previews((lab) => lab.state().setDraft(TRAIN));
    expect(state().preview.kind).toBe('none');
    state().setDraft(PRUNE);
    void state().applyStep(TRAIN);
    await rest();
    expect(state().preview.kind).toBe('none');
    expect(worker.of('preview').every(({ aborted }) => aborted())).toBe(true);
  });

  it('says in plain words when it cannot be measured', async () => {
    const { worker, state } = await previews(() => {});
    await worker.of('preview')[0]?.fail(new AppError('step-impossible', 'no'));
    expect(state().preview).toMatchObject({ kind: 'failed', error: { code: 'step-impossible' } });
  });
});

describe('toRecipe', () => {
  it('gives the recipe back that was opened, branches and names included', async () => {
    const recipe = recipeSchema.parse({
      ...DEFAULT_RECIPE,
      steps: [
        TRAIN,
        { ...PRUNE, name: 'cut' },
        TRAIN,
        { ...PRUNE, from: '1-train' },
        { kind: 'rewind', to: 'start', name: 'ticket' },
        { kind: 'compact', from: 'cut' },
      ],
    });
    const { state } = await openLab(recipe);
    expect(recipeSchema.parse(toRecipe(state()))).toEqual(recipe);
  });

  it('leaves a running step out and keeps a failed opening whole', async () => {
    const { worker, state } = await openLab();
    void state().applyStep(PRUNE);
    expect(toRecipe(state()).steps).toEqual([]);
    await worker.finishStep();
    expect(toRecipe(state()).steps).toHaveLength(1);
  });

  it('names what no longer stands where its name was made', async () => {
    const { worker, state } = await openLab();
    const start = state().selectedId;
    void state().applyStep(PRUNE);
    await worker.finishStep();
    state().select(start);
    void state().applyStep(TRAIN);
    await worker.finishStep();
    state().remove(state().nodes[1]!.id);
    expect(toRecipe(state()).steps).toMatchObject([{ kind: 'train', name: '2-train' }]);
  });
});

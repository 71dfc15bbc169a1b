import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threaded from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { afterAll, describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../network/spec.ts';
import { createEngine } from './createEngine.ts';
import type { BackendName, Engine } from './engine.ts';
import { computeThreads } from './startWasm.ts';
import {
  createTinyImages,
  createTinySplit,
  createTinyWeights,
  GRAPH_SPEC,
  TINY_OPTIONS,
  TINY_SPEC,
} from './testNets.ts';
import { WASM_FILES } from './wasmFiles.ts';

const toUrl = (path: string) => new URL(path, location.href).href;
const WASM_PATHS = {
  [WASM_FILES.simd]: toUrl(simd),
  [WASM_FILES.threadedSimd]: toUrl(threaded),
};
const images = createTinyImages(30);
const split = createTinySplit(images);

const engines: Engine[] = [];
afterAll(() => {
  for (const engine of engines) engine.dispose();
});

async function openEngine(requested?: BackendName): Promise<Engine> {
  const notices: unknown[] = [];
  const engine = await createEngine({
    requested,
    wasmPaths: WASM_PATHS,
    onNotice: (notice) => notices.push(notice),
  });
  engines.push(engine);
  expect(notices).toEqual([]);
  return engine;
}

/** Logits before, and weights after, a short training. */
async function run(engine: Engine, spec: NetworkSpec) {
  const model = engine.createModel(spec, createTinyWeights(1, spec), {});
  const before = engine.tensorCount();
  const logits = await engine.predict(model, images);
  // Not Adam: where a gradient should be 0 it makes whole steps of what rounding leaves.
  const optimizer = { ...TINY_OPTIONS.optimizer, kind: 'momentum' } as const;
  const result = await engine.train(model, split, {
    ...TINY_OPTIONS,
    optimizer,
    learningRate: 0.003,
    steps: 10,
  });
  const relu = spec.nodes.find(({ kind }) => kind === 'relu')!;
  const [zeros] = await engine.countZeros(model, split, 30, [relu.name]);
  expect(engine.tensorCount()).toBe(before);
  const trained = await model.readWeights();
  model.dispose();
  return { logits, trained, zeros: zeros!, losses: result.ticks.map((tick) => tick.loss) };
}

describe('the engine in Chromium', () => {
  it('computes on wasm with threads where the page is isolated, and on software WebGL, with the same logits', async () => {
    const wasm = await openEngine('wasm');
    expect(wasm.backend).toMatchObject({ name: 'wasm', reason: 'requested' });
    if (crossOriginIsolated && navigator.hardwareConcurrency > 1) {
      expect(wasm.backend.threads).toBe(computeThreads(navigator.hardwareConcurrency));
    }
    const onWasm = [await run(wasm, TINY_SPEC), await run(wasm, GRAPH_SPEC)] as const;
    const webgl = await openEngine('webgl');
    expect(webgl.backend).toMatchObject({ name: 'webgl', reason: 'requested' });
    expect(webgl.backend.device).not.toBe('');
    const onWebgl = [await run(webgl, TINY_SPEC), await run(webgl, GRAPH_SPEC)] as const;
    for (const [net, expected] of onWasm.entries()) {
      const found = onWebgl[net]!;
      for (const [index, value] of expected.logits.entries()) {
        expect(Math.abs(found.logits[index]! - value)).toBeLessThan(1e-3);
      }
      for (const [name, { values }] of Object.entries(expected.trained)) {
        for (const [index, value] of values.entries()) {
          expect(Math.abs(found.trained[name]!.values[index]! - value), name).toBeLessThan(1e-2);
        }
      }
      expect(found.losses.every(Number.isFinite)).toBe(true);
      expect(found.zeros.observed).toBe(expected.zeros.observed);
    }
  });

  it('leaves software WebGL aside where wasm computes', async () => {
    const { backend } = await openEngine();
    const webgl = backend.candidates.find((candidate) => candidate.name === 'webgl');
    if (webgl?.outcome === 'skipped') {
      expect(backend).toMatchObject({ name: 'wasm', reason: 'only' });
      expect(webgl.message).toMatch(/^software renderer: /);
    } else {
      // On a machine with a GPU both are measured and the faster one wins.
      expect(backend.reason).toBe('fastest');
      expect(backend.candidates.every((candidate) => candidate.probeMs! > 0)).toBe(true);
    }
  });

  it('rejects running jobs and gives a notice when the graphics context is lost', async () => {
    const notices: string[] = [];
    const engine = await createEngine({
      requested: 'webgl',
      wasmPaths: WASM_PATHS,
      onNotice: ({ code }) => notices.push(code),
    });
    expect(engine.backend.name).toBe('webgl');
    const model = engine.createModel(TINY_SPEC, createTinyWeights(), {});
    const tf = await import('@tensorflow/tfjs-core');
    const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
    const training = engine.train(
      model,
      split,
      { ...TINY_OPTIONS, steps: 10_000 },
      { onTick: () => gl.getExtension('WEBGL_lose_context')!.loseContext() },
    );
    await expect(training).rejects.toMatchObject({ code: 'context-lost' });
    expect(notices).toEqual(['context-lost']);
    await expect(engine.predict(model, images)).rejects.toMatchObject({ code: 'context-lost' });
    engine.dispose();
    const next = await createEngine({
      requested: 'webgl',
      wasmPaths: WASM_PATHS,
      onNotice: ({ code }) => notices.push(code),
    });
    expect(next.backend.name).toBe('wasm');
    expect(notices).toEqual(['context-lost', 'backend-unavailable']);
  });
});

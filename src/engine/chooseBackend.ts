import * as tf from '@tensorflow/tfjs-core';
import { AppError, type ErrorDetails } from '../base/errors.ts';
import { BACKENDS, type BackendDevice } from './backends.ts';
import type { BackendCandidate, BackendName, BackendReport } from './engine.ts';
import { measureProbeMs } from './probe.ts';
import { registerGradients } from './registerGradients.ts';
import { runSelfTest } from './selfTest.ts';
import type { WasmPaths } from './wasmFiles.ts';
import { isSoftwareRenderer, maybeReadRenderer } from './webglRenderer.ts';

export type EngineNotice = {
  readonly code: 'backend-self-test-failed' | 'backend-unavailable' | 'context-lost';
  readonly details: ErrorDetails;
};

interface Attempt {
  readonly name: BackendName;
  readonly device?: BackendDevice;
  readonly outcome: 'passed' | 'failed' | 'unavailable';
  readonly message?: string;
  probeMs?: number;
}

async function tryBackend(name: BackendName, wasmPaths: WasmPaths): Promise<Attempt> {
  const absence = BACKENDS[name].maybeAbsence();
  if (absence !== undefined) return { name, outcome: 'unavailable', message: absence };
  let device: BackendDevice;
  const toMessage = (thrown: unknown) =>
    thrown instanceof Error ? thrown.message : String((thrown as { message?: unknown }).message ?? thrown);
  try {
    device = await BACKENDS[name].start(wasmPaths);
    // tfjs goes on with another backend when one does not start; that must not pass unseen.
    if (tf.getBackend() !== name) throw new Error(`tfjs runs on ${tf.getBackend()} instead`);
  } catch (thrown) {
    return { name, outcome: 'unavailable', message: toMessage(thrown) };
  }
  try {
    await runSelfTest();
    return { name, outcome: 'passed', device };
  } catch (thrown) {
    return { name, outcome: 'failed', device, message: toMessage(thrown) };
  }
}

function toCandidate(attempt: Attempt, chosen: Attempt): BackendCandidate {
  return {
    name: attempt.name,
    outcome: attempt === chosen ? 'chosen' : attempt.outcome,
    ...(attempt.probeMs === undefined ? {} : { probeMs: attempt.probeMs }),
    ...(attempt.message === undefined ? {} : { message: attempt.message }),
  };
}

/**
 * Tries backends until one computes correctly and leaves it as tfjs's current one.
 *
 * Without a request: hardware WebGL and wasm, the faster of those that pass; software WebGL and then cpu only where
 * neither does. A requested backend that fails is told by `onNotice`, and the choice goes on without it.
 * Throws `backend-unavailable` when nothing passes.
 */
export async function chooseBackend(
  requested: BackendName | undefined,
  wasmPaths: WasmPaths,
  onNotice: (notice: EngineNotice) => void,
): Promise<BackendReport> {
  registerGradients();
  // In Node tfjs prints an advertisement for its native package unless it is in production.
  if (tf.env().get('IS_NODE')) tf.env().set('PROD', true);
  const attempts: Attempt[] = [];
  const skipped: BackendCandidate[] = [];
  const attempt = async (name: BackendName) => {
    const known = attempts.find((other) => other.name === name);
    if (known) return known;
    const made = await tryBackend(name, wasmPaths);
    attempts.push(made);
    return made;
  };
  const report = async (chosen: Attempt, reason: BackendReport['reason']): Promise<BackendReport> => {
    await tf.setBackend(chosen.name);
    return {
      name: chosen.name,
      ...chosen.device!,
      reason,
      candidates: [...attempts.map((one) => toCandidate(one, chosen)), ...skipped],
    };
  };

  if (requested) {
    const made = await attempt(requested);
    if (made.outcome === 'passed') return report(made, 'requested');
    onNotice({
      code: made.outcome === 'failed' ? 'backend-self-test-failed' : 'backend-unavailable',
      details: { backend: requested, message: made.message ?? '' },
    });
  }

  const renderer = maybeReadRenderer();
  const hardwareWebgl = renderer !== undefined && !isSoftwareRenderer(renderer);
  const passed: Attempt[] = [];
  for (const name of hardwareWebgl ? (['webgl', 'wasm'] as const) : (['wasm'] as const)) {
    const made = await attempt(name);
    if (made.outcome === 'passed') passed.push(made);
  }
  if (passed.length > 1) {
    for (const made of passed) {
      await tf.setBackend(made.name);
      made.probeMs = await measureProbeMs();
    }
    passed.sort((a, b) => a.probeMs! - b.probeMs!);
    return report(passed[0]!, 'fastest');
  }
  if (passed[0]) {
    if (!hardwareWebgl && !attempts.some((made) => made.name === 'webgl')) {
      skipped.push(
        renderer === undefined
          ? { name: 'webgl', outcome: 'unavailable', message: 'no WebGL 2 here' }
          : { name: 'webgl', outcome: 'skipped', message: `software renderer: ${renderer}` },
      );
    }
    return report(passed[0], 'only');
  }
  for (const name of ['webgl', 'cpu'] as const) {
    const made = await attempt(name);
    if (made.outcome === 'passed') return report(made, 'only');
  }
  throw new AppError(
    'backend-unavailable',
    `no backend computes here: ${attempts.map((made) => `${made.name}: ${made.message}`).join('; ')}`,
    { backend: requested ?? '' },
  );
}

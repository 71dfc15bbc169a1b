import { AppError } from '../base/errors.ts';
import { createEngine } from '../engine/createEngine.ts';
import type { BackendName, Engine } from '../engine/engine.ts';
import { nodeWasmPaths } from '../engine/nodeWasmPaths.ts';

/** Starts the engine in Node, on the fastest backend where none is asked for. Throws `backend-unavailable`. */
export async function startEngine(requested: BackendName | undefined): Promise<Engine> {
  const engine = await createEngine({ requested, wasmPaths: nodeWasmPaths() });
  if (requested === undefined || engine.backend.name === requested) return engine;
  const why = engine.backend.candidates.find(({ name }) => name === requested)?.message;
  engine.dispose();
  throw new AppError(
    'backend-unavailable',
    `backend ${requested} does not work here${why ? `: ${why}` : ''}`,
  );
}

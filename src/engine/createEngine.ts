import * as tf from '@tensorflow/tfjs-core';
import { capture, predict } from './capture.ts';
import { chooseBackend, type EngineNotice } from './chooseBackend.ts';
import { collectActivations } from './collectActivations.ts';
import { collectGradients } from './collectGradients.ts';
import { collectSynapticFlow } from './collectSynapticFlow.ts';
import { countNearZeros, countZeros } from './countZeros.ts';
import { DeviceModel, toDeviceModel } from './deviceModel.ts';
import { createDeviceReader } from './deviceReader.ts';
import { trainDistributed } from './distributed/trainDistributed.ts';
import type { BackendName, Engine } from './engine.ts';
import { evaluate } from './evaluate.ts';
import { measureLatency } from './measureLatency.ts';
import { measureSparseLayer } from './measureSparseLayer.ts';
import { observeActivations } from './observeActivations.ts';
import { DevicePrefixCache } from './prefixCache.ts';
import { recalibrate } from './recalibrate.ts';
import { listenToContextLoss } from './startWebgl.ts';
import { train } from './train.ts';
import type { WasmPaths } from './wasmFiles.ts';

export interface EngineOptions {
  /** Wins where it computes correctly; otherwise a notice is given and the next one taken. */
  readonly requested?: BackendName | undefined;
  readonly wasmPaths: WasmPaths;
  /** Told of a requested backend that was not taken, and of a lost GPU context (jobs then reject with `context-lost`). */
  readonly onNotice?: (notice: EngineNotice) => void;
}

/**
 * Chooses a backend, tests it, and opens the engine on it. Throws `backend-unavailable` where none computes.
 *
 * tfjs has one current backend for the whole realm: hold one engine at a time in a worker or process, and dispose it
 * before creating the next.
 */
export async function createEngine({
  requested,
  wasmPaths,
  onNotice = () => {},
}: EngineOptions): Promise<Engine> {
  const backend = await chooseBackend(requested, wasmPaths, onNotice);
  const device = createDeviceReader();
  const stopListening =
    backend.name === 'webgl'
      ? listenToContextLoss(() => {
          device.markLost();
          onNotice({ code: 'context-lost', details: { backend: backend.name, device: backend.device } });
        })
      : () => {};
  const models = new Set<DeviceModel>();
  const caches = new Set<DevicePrefixCache>();
  return {
    backend,
    createModel(spec, weights, masks) {
      device.throwIfLost();
      const model = new DeviceModel(device, spec, weights, masks, (disposed) => models.delete(disposed));
      models.add(model);
      return model;
    },
    train: (model, split, options, run) => train(device, toDeviceModel(model), split, options, run),
    recalibrate: (model, split, options, run) =>
      recalibrate(device, toDeviceModel(model), split, options, run),
    trainDistributed: (model, split, options, run) =>
      trainDistributed(device, toDeviceModel(model), split, options, run),
    evaluate: (model, split, count, run) => evaluate(device, toDeviceModel(model), split, count, run),
    createPrefixCache(maxBytes) {
      device.throwIfLost();
      const cache = new DevicePrefixCache(device, maxBytes, (disposed) => caches.delete(disposed));
      caches.add(cache);
      return cache;
    },
    predict: (model, images) => predict(device, toDeviceModel(model), images),
    capture: (model, images, nodes) => capture(device, toDeviceModel(model), images, nodes),
    countZeros: (model, split, count, nodes, run) =>
      countZeros(device, toDeviceModel(model), split, count, nodes, run),
    countNearZeros: (model, split, count, limits, run) =>
      countNearZeros(device, toDeviceModel(model), split, count, limits, run),
    observeActivations: (model, split, count, nodes, options, run) =>
      observeActivations(device, toDeviceModel(model), split, count, nodes, options, run),
    collectGradients: (model, split, count, options, run) =>
      collectGradients(device, toDeviceModel(model), split, count, options, run),
    collectActivations: (model, split, count, nodes, kinds, run) =>
      collectActivations(device, toDeviceModel(model), split, count, nodes, kinds, run),
    collectSynapticFlow: async (model) => collectSynapticFlow(device, toDeviceModel(model)),
    measureLatency: (list, images, options, run) =>
      measureLatency(device, list.map(toDeviceModel), images, options, run),
    measureSparseLayer: (sample, masks, options, run) =>
      measureSparseLayer(backend.name, sample, masks, options, run),
    tensorCount: () => tf.memory().numTensors,
    dispose() {
      stopListening();
      for (const model of models) model.dispose();
      for (const cache of caches) cache.dispose();
    },
  };
}

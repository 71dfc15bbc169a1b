import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { chooseBackend, type EngineNotice } from './chooseBackend.ts';
import { nodeWasmPaths } from './nodeWasmPaths.ts';
import { runSelfTest } from './selfTest.ts';
import { startWasm } from './startWasm.ts';
import { isSoftwareRenderer } from './webglRenderer.ts';

/** Puts a kernel of wasm out of order and gives back what restores it. */
function breakKernel(kernelName: string, kernelFunc: tf.KernelFunc): () => void {
  const sound = tf.getKernel(kernelName, 'wasm')!;
  const put = (config: tf.KernelConfig) => {
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel(config);
  };
  put({ ...sound, kernelFunc });
  return () => put(sound);
}

let restore = () => {};
afterEach(() => {
  restore();
  restore = () => {};
});

describe('chooseBackend in Node', () => {
  it('takes wasm where nothing is asked for, and leaves no listener on the process', async () => {
    const before = process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
    const report = await chooseBackend(undefined, nodeWasmPaths(), () => {});
    expect(report).toMatchObject({ name: 'wasm', reason: 'only', threads: 1, device: '1 thread, SIMD' });
    expect(tf.getBackend()).toBe('wasm');
    expect(process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection')).toBe(
      before,
    );
  });

  it('says that a requested backend is not there and takes another', async () => {
    const notices: EngineNotice[] = [];
    const report = await chooseBackend('webgl', nodeWasmPaths(), (notice) => notices.push(notice));
    expect(report.name).toBe('wasm');
    expect(notices).toEqual([
      { code: 'backend-unavailable', details: { backend: 'webgl', message: 'no WebGL 2 here' } },
    ]);
    expect(report.candidates[0]).toEqual({
      name: 'webgl',
      outcome: 'unavailable',
      message: 'no WebGL 2 here',
    });
  });

  it('refuses a backend that computes wrongly, says so, and falls back to cpu', async () => {
    await startWasm(nodeWasmPaths());
    const sound = tf.getKernel('Conv2DBackpropFilter', 'wasm')!.kernelFunc;
    restore = breakKernel('Conv2DBackpropFilter', (call) => {
      const out = sound(call) as tf.TensorInfo;
      const backend = call.backend as unknown as { typedArrayFromHeap(info: tf.TensorInfo): Float32Array };
      backend.typedArrayFromHeap(out)[3]! += 0.01;
      return out;
    });
    const notices: EngineNotice[] = [];
    const report = await chooseBackend('wasm', nodeWasmPaths(), (notice) => notices.push(notice));
    expect(report).toMatchObject({ name: 'cpu', reason: 'only', software: true });
    expect(tf.getBackend()).toBe('cpu');
    expect(notices[0]!.code).toBe('backend-self-test-failed');
    expect(notices[0]!.details.message).toMatch(/^filterGradient differs from the reference by 0\.0/);
  });
});

describe('the self-test', () => {
  it('fails on NaN', async () => {
    await startWasm(nodeWasmPaths());
    const sound = tf.getKernel('MaxPool', 'wasm')!.kernelFunc;
    restore = breakKernel('MaxPool', (call) => {
      const out = sound(call) as tf.TensorInfo;
      const backend = call.backend as unknown as { typedArrayFromHeap(info: tf.TensorInfo): Float32Array };
      backend.typedArrayFromHeap(out)[0] = Number.NaN;
      return out;
    });
    await expect(runSelfTest()).rejects.toThrow('logits differs from the reference by NaN');
  });
});

describe('isSoftwareRenderer', () => {
  it.each([
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true],
    ['llvmpipe (LLVM 15.0.6, 256 bits)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)', true],
    ['Apple Software Renderer', true],
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', false],
    ['ANGLE (Apple, Apple M1, OpenGL 4.1)', false],
    ['Mali-G78', false],
  ])('%s: %s', (renderer, expected) => {
    expect(isSoftwareRenderer(renderer)).toBe(expected);
  });
});

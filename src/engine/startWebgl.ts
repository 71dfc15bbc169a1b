import * as tf from '@tensorflow/tfjs-core';

/** The part of tfjs's WebGL backend that leads to its canvas. */
interface WebglBackend {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

/** tfjs holds on to the first context; once that is lost its WebGL backend computes nothing any more in this realm. */
let contextLost = false;

/**
 * Starts the WebGL backend, on a software renderer too (which tfjs refuses unless told).
 *
 * Throws where it does not start, has lost its context before, or computes in half precision only: training needs 32 bits.
 */
export async function startWebgl(): Promise<void> {
  if (contextLost) throw new Error('the graphics device was reset');
  await import('@tensorflow/tfjs-backend-webgl');
  const env = tf.env();
  // Without this flag tfjs asks the browser to refuse software renderers, and goes on silently with another backend.
  env.set('SOFTWARE_WEBGL_ENABLED', true);
  // Sizes as uniforms: fewer shaders to compile when shapes change.
  env.set('WEBGL_USE_SHAPES_UNIFORMS', true);
  // Freed textures above this many bytes are given back instead of being kept for reuse without end.
  env.set('WEBGL_DELETE_TEXTURE_THRESHOLD', 512 * 1024 * 1024);
  if (!(await tf.setBackend('webgl'))) throw new Error('WebGL did not start');
  if (!env.getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('WebGL computes in half precision only');
}

/** Calls `onLost` when the browser takes the GPU context away; the WebGL backend must have started. Returns the unsubscriber. */
export function listenToContextLoss(onLost: () => void): () => void {
  const { canvas } = (tf.backend() as unknown as WebglBackend).gpgpu.gl;
  const listener = () => {
    contextLost = true;
    onLost();
  };
  canvas.addEventListener('webglcontextlost', listener);
  return () => canvas.removeEventListener('webglcontextlost', listener);
}

import type { Plugin } from 'vite';

/**
 * Keeps the preview server from compressing weights, which it takes for text.
 *
 * Trained floats shrink by a twentieth, for more time than the whole file takes to send.
 */
export function plainWeightsPlugin(): Plugin {
  return {
    name: 'plain-weights',
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (request.url?.includes('.safetensors')) delete request.headers['accept-encoding'];
        next();
      });
    },
  };
}

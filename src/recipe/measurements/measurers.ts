import type { Measurement } from '../schema.ts';
import type { Measurer } from './measurer.ts';

/** How each thing is measured; loaded when first asked for, because a page asks for few of them. */
export const MEASURERS: { readonly [M in Measurement]: () => Promise<Measurer<M>> } = {
  accuracy: async () => (await import('./accuracy.ts')).accuracy,
  histogram: async () => (await import('./weights.ts')).histogram,
  weights: async () => (await import('./weights.ts')).weights,
  apoz: async () => (await import('./activations.ts')).apoz,
  activations: async () => (await import('./activations.ts')).activations,
  gradients: async () => (await import('./gradients.ts')).gradients,
  sensitivity: async () => (await import('./sensitivity.ts')).measureSensitivity,
  agreement: async () => (await import('./agreement.ts')).measureAgreement,
  cost: async () => (await import('./weights.ts')).cost,
  storage: async () => (await import('./storage.ts')).storage,
  latency: async () => (await import('./latency.ts')).latency,
  sparseSpeed: async () => (await import('./latency.ts')).sparseSpeed,
  accelerator: async () => (await import('./accelerator.ts')).accelerator,
  behaviour: async () => (await import('./behaviour.ts')).measureBehaviour,
};

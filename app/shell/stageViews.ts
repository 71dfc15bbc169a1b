import { type ComponentType, lazy } from 'react';
import type { ViewId } from '../store/labState.ts';
import { WeightsView } from '../views/weights/WeightsView.tsx';

/** The views of the stage; all but the one that the page opens on are loaded when they are chosen. */
export const STAGE_VIEWS: Readonly<Record<ViewId, ComponentType>> = {
  weights: WeightsView,
  filters: lazy(async () => ({ default: (await import('../views/filters/FiltersView.tsx')).FiltersView })),
  activations: lazy(async () => ({
    default: (await import('../views/activations/ActivationsView.tsx')).ActivationsView,
  })),
  sensitivity: lazy(async () => ({
    default: (await import('../views/sensitivity/SensitivityView.tsx')).SensitivityView,
  })),
  gradients: lazy(async () => ({
    default: (await import('../views/gradients/GradientsView.tsx')).GradientsView,
  })),
  structure: lazy(async () => ({
    default: (await import('../views/structure/StructureView.tsx')).StructureView,
  })),
  cost: lazy(async () => ({ default: (await import('../views/cost/CostView.tsx')).CostView })),
  samples: lazy(async () => ({ default: (await import('../views/samples/SamplesView.tsx')).SamplesView })),
};

import type { PlaneMode } from './filtersOptions.ts';
import type { LayerKernels } from './readKernels.ts';

/** The ways in which filters of a form can be drawn, the one that reads best first; none where there is but one. */
export function modesOf(form: LayerKernels['form']): readonly PlaneMode[] {
  switch (form) {
    case 'color':
      return ['color', 'planes', 'mean', 'one'];
    case 'planes':
      return ['planes', 'mean', 'one'];
    case 'single':
    case 'strip':
      return [];
    default:
      return form satisfies never;
  }
}

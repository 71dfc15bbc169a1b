import 'i18next';
import type { LessonId } from '../lessons/lessonIds.ts';
import type { activations } from './en/activations.ts';
import type { cost } from './en/cost.ts';
import type { errors } from './en/errors.ts';
import type { files } from './en/files.ts';
import type { filters } from './en/filters.ts';
import type { forms } from './en/forms.ts';
import type { gradientLab } from './en/gradientLab.ts';
import type { gradients } from './en/gradients.ts';
import type { ui } from './en/lessons/ui.ts';
import type { ownData } from './en/ownData.ts';
import type { palette } from './en/palette.ts';
import type { rail } from './en/rail.ts';
import type { report } from './en/report.ts';
import type { samples } from './en/samples.ts';
import type { scales } from './en/scales.ts';
import type { sensitivity } from './en/sensitivity.ts';
import type { share } from './en/share.ts';
import type { shell } from './en/shell.ts';
import type { structure } from './en/structure.ts';
import type { ui as studiesUi } from './en/studies/ui.ts';
import type { training } from './en/training.ts';
import type { views } from './en/views.ts';
import type { weightsMore } from './en/weightsMore.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell';
    returnNull: false;
    resources: {
      shell: typeof shell;
      views: typeof views;
      errors: typeof errors;
      forms: typeof forms;
      activations: typeof activations;
      cost: typeof cost;
      files: typeof files;
      filters: typeof filters;
      gradientLab: typeof gradientLab;
      gradients: typeof gradients;
      /** What only one lesson says is found by its path (`useLessonWords`). */
      lessons: { ui: typeof ui } & Record<
        LessonId,
        { readonly title: string; readonly summary: string; readonly measures: string }
      >;
      ownData: typeof ownData;
      palette: typeof palette;
      rail: typeof rail;
      report: typeof report;
      samples: typeof samples;
      scales: typeof scales;
      sensitivity: typeof sensitivity;
      share: typeof share;
      structure: typeof structure;
      /** What only one study says is found by its key (`useStudyWords`). */
      studies: { ui: typeof studiesUi };
      training: typeof training;
      weightsMore: typeof weightsMore;
    };
  }
}

import 'i18next';
import type { activations } from './en/activations.ts';
import type { cost } from './en/cost.ts';
import type { errors } from './en/errors.ts';
import type { files } from './en/files.ts';
import type { filters } from './en/filters.ts';
import type { forms } from './en/forms.ts';
import type { gradientLab } from './en/gradientLab.ts';
import type { gradients } from './en/gradients.ts';
import type { palette } from './en/palette.ts';
import type { rail } from './en/rail.ts';
import type { report } from './en/report.ts';
import type { samples } from './en/samples.ts';
import type { sensitivity } from './en/sensitivity.ts';
import type { shell } from './en/shell.ts';
import type { structure } from './en/structure.ts';
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
      palette: typeof palette;
      rail: typeof rail;
      report: typeof report;
      samples: typeof samples;
      sensitivity: typeof sensitivity;
      structure: typeof structure;
      weightsMore: typeof weightsMore;
    };
  }
}

/** The words of what is loaded once it is asked for, as a whole. */
export { activations } from './activations.ts';
export { cost } from './cost.ts';
export { files } from './files.ts';
export { filters } from './filters.ts';
export { forms } from './forms.ts';
export { gradientLab } from './gradientLab.ts';
export { gradients } from './gradients.ts';
export { palette } from './palette.ts';
export { rail } from './rail.ts';
export { report } from './report.ts';
export { samples } from './samples.ts';
export { sensitivity } from './sensitivity.ts';
export { structure } from './structure.ts';
export { weightsMore } from './weightsMore.ts';

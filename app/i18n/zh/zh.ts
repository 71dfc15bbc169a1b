/** 全部中文文字,作为一个整体加载。 */

export { activations } from './activations.ts';
export { cost } from './cost.ts';
export { errors } from './errors.ts';
export { files } from './files.ts';
export { filters } from './filters.ts';
export { forms } from './forms.ts';
export { gradientLab } from './gradientLab.ts';
export { gradients } from './gradients.ts';
export { ownData } from './ownData.ts';
export { palette } from './palette.ts';
export { rail } from './rail.ts';
export { report } from './report.ts';
export { samples } from './samples.ts';
export { scales } from './scales.ts';
export { sensitivity } from './sensitivity.ts';
export { share } from './share.ts';
export { shell } from './shell.ts';
export { structure } from './structure.ts';
export { training } from './training.ts';
export { views } from './views.ts';
export { weightsMore } from './weightsMore.ts';

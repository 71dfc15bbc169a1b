/** 全部中文文字,作为一个整体加载。 */
export { errors } from './errors.ts';
export { forms } from './forms.ts';
export { laterViews } from './laterViews.ts';
export { shell } from './shell.ts';
export { views } from './views.ts';

import type { KernelColors } from './picture.ts';

/** The colours and the font of the scheme that an element stands in, for its canvas. */
export function readKernelColors(
  element: Element,
  dark: boolean,
): { readonly colors: KernelColors; readonly font: string } {
  const style = getComputedStyle(element);
  const color = (name: string) => style.getPropertyValue(name).trim() || '#808080';
  return {
    font: `11.5px ${style.fontFamily || 'sans-serif'}`,
    colors: {
      low: color(dark ? '--lab-page' : '--chart-surface'),
      positive: color('--chart-kept'),
      negative: color('--chart-series-4'),
      gone: color('--chart-pruned-soft'),
      goneStripe: color('--chart-pruned'),
      text: color('--chart-text'),
      quiet: color('--lab-text-quiet'),
      bar: color('--chart-kept'),
      track: color('--lab-line'),
      chosen: color('--chart-pruned'),
      focus: color('--chart-focus'),
    },
  };
}

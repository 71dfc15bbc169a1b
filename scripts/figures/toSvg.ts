import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';

const { document } = new JSDOM('').window;

/** Colours that the colour-blind tell apart (Okabe & Ito 2008), as the page has them. */
export const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#666666'];

/** A picture as a file of its own: white behind it, so that it can be read on any page. */
export function toSvg(options: Plot.PlotOptions): string {
  const figure = Plot.plot({
    width: 760,
    height: 300,
    marginLeft: 56,
    marginTop: 44,
    marginBottom: 44,
    style: { background: 'white', color: '#222', fontFamily: 'system-ui, sans-serif', fontSize: '12px' },
    ...options,
    color: { range: COLORS, ...options.color },
    document,
  });
  // With a legend Plot gives an HTML figure; the picture alone is the SVG that is not one of its swatches.
  const svgs = figure.tagName === 'FIGURE' ? [...figure.querySelectorAll('svg')] : [figure as SVGSVGElement];
  const svg = svgs.at(-1)!;
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${svg.outerHTML}\n`;
}

import { cloneStyled } from './cloneStyled.ts';
import { listHtmlParts } from './htmlParts.ts';
import { maybePlainColor } from './styles.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Room around a chart, in CSS pixels: names may stand a little over its edge. */
const PADDING = 12;

/** A canvas of a chart and where it stands in the picture, in CSS pixels. */
export interface CanvasLayer {
  readonly canvas: HTMLCanvasElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A chart as it is seen now: its canvases, and over them one drawing that needs nothing of the page. */
export interface Picture {
  /** In CSS pixels, with the room around. */
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly canvases: readonly CanvasLayer[];
  /** Titled, without background and canvases. */
  readonly drawing: SVGSVGElement;
}

/** The words that stand above a chart, without its controls. */
export function readTitle(head: Element | null | undefined): string {
  const copy = head?.cloneNode(true) as Element | undefined;
  for (const control of copy?.querySelectorAll('button, input, label, select, [role]') ?? [])
    control.remove();
  return copy?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

/** Takes a chart's plot as it is seen, in light or dark; `label` says in a sentence what it shows. */
export function createPicture(plot: HTMLElement, label: string, title: string): Picture {
  const frame = plot.getBoundingClientRect();
  const at = ({ x, y }: DOMRect) => new DOMPoint(x - frame.x + PADDING, y - frame.y + PADDING);
  const width = Math.ceil(frame.width) + 2 * PADDING;
  const height = Math.ceil(frame.height) + 2 * PADDING;
  const drawing = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    drawing.setAttribute(key, String(value));
  }
  for (const [name, text] of Object.entries({ title: title || label, desc: label })) {
    const element = document.createElementNS(SVG, name);
    element.textContent = text;
    drawing.append(element);
  }
  for (const svg of plot.querySelectorAll('svg')) {
    // Icons of buttons are no part of a chart, and a drawing in a drawing is copied with it.
    if (svg.closest('button') || svg.parentElement?.closest('svg')) continue;
    const { x, y } = at(svg.getBoundingClientRect());
    const copy = cloneStyled(svg);
    for (const [key, value] of Object.entries({ x, y, overflow: 'visible' })) {
      copy.setAttribute(key, String(value));
    }
    drawing.append(copy);
  }
  drawing.append(...listHtmlParts(plot, at));
  const canvases = [...plot.querySelectorAll('canvas')].map((canvas): CanvasLayer => {
    const box = canvas.getBoundingClientRect();
    const { x, y } = at(box);
    return { canvas, x, y, width: box.width, height: box.height };
  });
  const surface = getComputedStyle(plot).getPropertyValue('--chart-surface').trim();
  return { width, height, background: toPlain(surface) ?? '#ffffff', canvases, drawing };
}

/** A custom property's value as a browser computes it, which may be written in any way. */
function toPlain(color: string): string | undefined {
  return color.startsWith('#') ? color : maybePlainColor(color)?.color;
}

/** The picture as the text of an SVG file; canvases stand in it as images. */
export function toSvgText({ drawing, width, height, background, canvases }: Picture): string {
  const svg = drawing.cloneNode(true) as SVGSVGElement;
  const ground = document.createElementNS(SVG, 'rect');
  for (const [key, value] of Object.entries({ width, height, fill: background })) {
    ground.setAttribute(key, String(value));
  }
  const images = canvases.map(({ canvas, ...box }) => {
    const image = document.createElementNS(SVG, 'image');
    for (const [key, value] of Object.entries(box)) image.setAttribute(key, String(value));
    image.setAttribute('href', canvas.toDataURL('image/png'));
    return image;
  });
  svg.querySelector('desc')!.after(ground, ...images);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

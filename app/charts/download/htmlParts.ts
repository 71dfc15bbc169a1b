import { maybePlainColor } from './styles.ts';

const SVG = 'http://www.w3.org/2000/svg';

function make(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** Controls, drawings (which are copied as such) and what is said to screen readers alone. */
const LEFT_OUT = 'svg, canvas, button, input, [aria-live], [aria-hidden="true"]:not(span)';

const isSeen = (element: Element) =>
  !element.closest(LEFT_OUT) && getComputedStyle(element).visibility !== 'hidden';

/** The text that stands in a plot beside its drawings, such as a legend, at its place. */
function listTexts(plot: HTMLElement, at: (box: DOMRect) => DOMPoint): SVGElement[] {
  const walker = document.createTreeWalker(plot, NodeFilter.SHOW_TEXT);
  const found: SVGElement[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim();
    if (!text || !parent || !isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const style = getComputedStyle(parent);
    const { x, y } = at(box);
    const element = make('text', {
      x,
      y: y + box.height / 2,
      dy: '0.34em',
      fill: maybePlainColor(style.color)?.color ?? '#808080',
      'font-family': style.fontFamily,
      'font-size': style.fontSize,
      'font-weight': style.fontWeight,
    });
    element.textContent = text;
    found.push(element);
  }
  return found;
}

/** Strips that go from one colour to another, as legends of colours have them. */
function listGradients(plot: HTMLElement, at: (box: DOMRect) => DOMPoint): SVGElement[] {
  return [...plot.querySelectorAll<HTMLElement>('span')].flatMap((span, index) => {
    const image = getComputedStyle(span).backgroundImage;
    if (!image.startsWith('linear-gradient(90deg') || !isSeen(span)) return [];
    const colors = [...image.matchAll(/(?:rgba?|color)\([^)]*\)/g)].flatMap(
      ([text]) => maybePlainColor(text)?.color ?? [],
    );
    const box = span.getBoundingClientRect();
    const { x, y } = at(box);
    const gradient = make('linearGradient', { id: `strip${index}` });
    for (const [place, color] of colors.entries()) {
      gradient.append(make('stop', { offset: place / Math.max(1, colors.length - 1), 'stop-color': color }));
    }
    const { width, height } = box;
    return [gradient, make('rect', { x, y, width, height, fill: `url(#strip${index})` })];
  });
}

/** What of a plot is no drawing, as elements of one; places are asked of `at` by a box of the page. */
export function listHtmlParts(plot: HTMLElement, at: (box: DOMRect) => DOMPoint): readonly SVGElement[] {
  return [...listGradients(plot, at), ...listTexts(plot, at)];
}

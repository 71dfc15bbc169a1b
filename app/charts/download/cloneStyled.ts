import { listStyles, STYLE_PROPERTIES, type StyleReader } from './styles.ts';

/** What a picture has no use for: names of classes, ways to reach it by keyboard, words for screen readers. */
const OF_THE_PAGE = /^(class|style|role|tabindex|cursor|pointer-events|aria-.*|data-.*)$/;

const readerOf = (element: Element): StyleReader => {
  const style = getComputedStyle(element);
  return (property) => style.getPropertyValue(property);
};

/** Whether an element is left out with all in it: hidden ones hold the mark of the readout. */
function isUnseen(element: Element, style: StyleReader): boolean {
  return (
    style('display') === 'none' ||
    element.getAttribute('visibility') === 'hidden' ||
    // What the pointer is over between the marks, drawn in no colour.
    (element.getAttribute('fill') === 'transparent' && style('stroke') === 'none')
  );
}

function style(source: Element, clone: Element, parent: StyleReader | undefined): void {
  const own = readerOf(source);
  for (const { name } of [...clone.attributes]) {
    if (OF_THE_PAGE.test(name) || STYLE_PROPERTIES.includes(name)) clone.removeAttribute(name);
  }
  for (const [name, value] of listStyles(own, parent)) clone.setAttribute(name, value);
  const inner = [...clone.children];
  for (const [place, child] of [...source.children].entries()) {
    const copy = inner[place]!;
    if (isUnseen(child, readerOf(child))) copy.remove();
    else style(child, copy, own);
  }
}

/** A copy of a drawing that looks the same without the page: every style it has from there is written into it. */
export function cloneStyled(svg: SVGSVGElement): SVGSVGElement {
  const clone = svg.cloneNode(true) as SVGSVGElement;
  style(svg, clone, undefined);
  return clone;
}

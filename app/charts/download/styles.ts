/** Values of one element's style by property, as `getComputedStyle` gives them. */
export type StyleReader = (property: string) => string;

/** What an SVG element takes over from the one around it. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'clip-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
] as const;

/** What it does not, with the value that it has where nothing is said. */
const OWN: Readonly<Record<string, string>> = {
  opacity: '1',
  'clip-path': 'none',
  mask: 'none',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
};

/** All properties that are written into a picture; their attributes in the page are not taken over. */
export const STYLE_PROPERTIES: readonly string[] = [...INHERITED, ...Object.keys(OWN)];

const toHex = (share: number) =>
  Math.round(Math.min(1, Math.max(0, share)) * 255)
    .toString(16)
    .padStart(2, '0');

/** A computed colour as `#rrggbb` and its opacity, which every reader of SVG knows; undefined for what is no such colour. */
export function maybePlainColor(
  value: string,
): { readonly color: string; readonly opacity: number } | undefined {
  const match = /^(rgba?|color)\(\s*(srgb\s+)?([^)]*)\)$/.exec(value.trim());
  if (!match || (match[1] === 'color') !== (match[2] !== undefined)) return undefined;
  const scale = match[1] === 'color' ? 1 : 255;
  const numbers = match[3]!.split(/[\s,/]+/).map((text) => (text === 'none' ? 0 : Number(text)));
  const [red, green, blue, opacity = 1] = numbers;
  if (numbers.length < 3 || numbers.some(Number.isNaN)) return undefined;
  const color = [red!, green!, blue!].map((part) => toHex(part / scale)).join('');
  return { color: `#${color}`, opacity };
}

/** A computed value as it stands in a file: no CSS colour functions, no pixels of stroke widths, plain references. */
export function toAttributes(property: string, value: string): readonly (readonly [string, string])[] {
  const written = property.startsWith('stroke-') ? value.replaceAll('px', '') : value;
  const color = maybePlainColor(value);
  if (!color) return [[property, written.replaceAll(/url\(["']?(#[^"')]+)["']?\)/g, 'url($1)')]];
  if (color.opacity === 0) return [[property, 'none']];
  const opacity = property === 'stop-color' ? 'stop-opacity' : `${property}-opacity`;
  return color.opacity === 1
    ? [[property, color.color]]
    : [
        [property, color.color],
        [opacity, String(color.opacity)],
      ];
}

/** What an element has to say of its style: what it does not take over from `parent`, undefined for the outermost. */
export function listStyles(
  style: StyleReader,
  parent: StyleReader | undefined,
): readonly (readonly [string, string])[] {
  const said = [
    ...INHERITED.filter((property) => style(property) !== parent?.(property)),
    ...Object.keys(OWN).filter((property) => style(property) !== OWN[property]),
  ].filter((property) => style(property) !== '');
  // An opacity of its own stands before that of a colour, which is written last and wins.
  return said
    .sort((a, b) => Number(b.endsWith('opacity')) - Number(a.endsWith('opacity')))
    .flatMap((property) => toAttributes(property, style(property)));
}

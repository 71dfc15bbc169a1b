import { describe, expect, it } from 'vitest';
import { listStyles, maybePlainColor, type StyleReader, toAttributes } from './styles.ts';

const DEFAULTS: Readonly<Record<string, string>> = {
  opacity: '1',
  'clip-path': 'none',
  mask: 'none',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
  fill: 'rgb(63, 72, 85)',
  'stroke-width': '1px',
};
const reader =
  (values: Readonly<Record<string, string>> = {}): StyleReader =>
  (property) =>
    ({ ...DEFAULTS, ...values })[property] ?? '';

describe('maybePlainColor', () => {
  it('writes what browsers compute as hexadecimal', () => {
    expect(maybePlainColor('rgb(59, 111, 182)')).toEqual({ color: '#3b6fb6', opacity: 1 });
    expect(maybePlainColor('rgba(0, 0, 0, 0.25)')).toEqual({ color: '#000000', opacity: 0.25 });
    expect(maybePlainColor('color(srgb 1 0.5 0 / 0.5)')).toEqual({ color: '#ff8000', opacity: 0.5 });
  });

  it('leaves alone what is no plain colour', () => {
    expect(maybePlainColor('none')).toBeUndefined();
    expect(maybePlainColor('url("#hatch")')).toBeUndefined();
    expect(maybePlainColor('color(display-p3 1 0 0)')).toBeUndefined();
  });
});

describe('toAttributes', () => {
  it('takes what cannot be seen away, and pixels from strokes', () => {
    expect(toAttributes('fill', 'rgba(0, 0, 0, 0)')).toEqual([['fill', 'none']]);
    expect(toAttributes('stroke-dasharray', '5px, 3px')).toEqual([['stroke-dasharray', '5, 3']]);
    expect(toAttributes('fill', 'url("#r1hatch")')).toEqual([['fill', 'url(#r1hatch)']]);
    expect(toAttributes('stroke', 'rgba(255, 0, 0, 0.5)')).toEqual([
      ['stroke', '#ff0000'],
      ['stroke-opacity', '0.5'],
    ]);
  });
});

describe('listStyles', () => {
  it('says all at the outermost element', () => {
    expect(listStyles(reader(), undefined)).toEqual([
      ['fill', '#3f4855'],
      ['stroke-width', '1'],
    ]);
  });

  it('says inside only what differs from the element around', () => {
    expect(listStyles(reader(), reader())).toEqual([]);
    expect(listStyles(reader({ fill: 'rgb(0, 0, 255)', opacity: '0.8' }), reader())).toEqual([
      ['opacity', '0.8'],
      ['fill', '#0000ff'],
    ]);
  });
});

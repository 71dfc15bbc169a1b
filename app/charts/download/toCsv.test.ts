import { describe, expect, it } from 'vitest';
import { toCsv } from './toCsv.ts';

const linesOf = (rows: readonly (readonly string[])[]) =>
  toCsv({ columns: ['a', 'b'], rows })
    .replace('\ufeff', '')
    .split('\r\n')
    .slice(1, -1);

describe('toCsv', () => {
  it('begins with a byte order mark and the columns, and ends every line', () => {
    expect(toCsv({ columns: ['层', 'weights'], rows: [['conv1', '500']] })).toBe(
      '\ufeff层,weights\r\nconv1,500\r\n',
    );
  });

  it('quotes commas, quotes and line breaks, and nothing else', () => {
    expect(linesOf([['1,234', 'said "so"']])).toEqual(['"1,234","said ""so"""']);
    expect(linesOf([['two\nlines', 'one two']])).toEqual(['"two\nlines",one two']);
  });

  it('leaves numbers as they are shown, and keeps a spreadsheet from computing with texts', () => {
    expect(linesOf([['-0.5', '+1.2']])).toEqual(['-0.5,+1.2']);
    expect(linesOf([['=HYPERLINK(1)', '@sum']])).toEqual(["'=HYPERLINK(1),'@sum"]);
    expect(linesOf([['-cmd|1', '+']])).toEqual(["'-cmd|1,+"]);
  });
});

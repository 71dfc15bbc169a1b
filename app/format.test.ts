import { describe, expect, it } from 'vitest';
import { formatterOf } from './format.ts';

describe('formatterOf', () => {
  const en = formatterOf('en');

  it('writes shares as percent with a fixed number of digits', () => {
    expect(en.percent(0.9873)).toBe('98.7%');
    expect(en.percent(1)).toBe('100.0%');
    expect(en.percent(0.5, 0)).toBe('50%');
  });

  it('writes differences as signed percentage points', () => {
    expect(en.points(0.0123)).toBe('+1.2');
    expect(en.points(-0.0123)).toBe('-1.2');
    expect(en.points(0)).toBe('0.0');
  });

  it('writes bytes in powers of 1000', () => {
    expect(en.bytes(999)).toBe('999\u00a0B');
    expect(en.bytes(1000)).toBe('1.00\u00a0kB');
    expect(en.bytes(1_724_320)).toBe('1.72\u00a0MB');
    expect(en.bytes(123_456)).toBe('123\u00a0kB');
  });

  it('writes times left in seconds, then minutes', () => {
    expect(en.duration(7100)).toBe('8 sec');
    expect(en.duration(150_000)).toBe('3 min');
  });

  it('writes a correlation as 1 only where it is 1', () => {
    const { correlation } = formatterOf('en');
    expect([0.9996, 1, -0.99951, 0.5].map(correlation)).toEqual(['0.999', '1.000', '-0.999', '0.500']);
  });

  it('follows the language', () => {
    expect(formatterOf('zh').compact(2_293_000)).toBe('229万');
    expect(en.compact(2_293_000)).toBe('2.29M');
  });

  it('is made once for each language', () => {
    expect(formatterOf('en')).toBe(en);
  });
});

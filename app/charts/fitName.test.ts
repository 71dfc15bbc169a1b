import { describe, expect, it } from 'vitest';
import { countColumns, fitName } from './fitName.ts';

describe('fitName', () => {
  it('leaves what fits, and cuts what does not', () => {
    expect(fitName('automobile', 12)).toBe('automobile');
    expect(fitName('golden retriever', 12)).toBe('golden retr…');
    expect(fitName('golden retriever', 8)).toBe('golden…');
  });

  it('counts Chinese letters as wider', () => {
    expect(fitName('金毛寻回犬小狗', 12)).toBe('金毛寻回犬小狗');
    expect(fitName('金毛寻回犬小狗狗', 12)).toBe('金毛寻回犬小…');
    expect(countColumns('金a')).toBe(2.7);
  });
});

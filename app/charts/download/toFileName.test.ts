import { describe, expect, it } from 'vitest';
import { toFileName } from './toFileName.ts';

describe('toFileName', () => {
  it('keeps words, numbers and other scripts, and joins them by hyphens', () => {
    expect(toFileName('Histogram of 1,234 weights: conv1', 'svg')).toBe(
      'Histogram-of-1-234-weights-conv1.svg',
    );
    expect(toFileName('conv1 的权重（均值 0.01）', 'csv')).toBe('conv1-的权重-均值-0.01.csv');
  });

  it('ends long labels after a whole word, and cuts a word that is too long alone', () => {
    const name = toFileName('accuracy against sparsity '.repeat(9), 'png');
    expect(name).toBe('accuracy-against-sparsity-accuracy-against-sparsity-accuracy.png');
    expect(toFileName('x'.repeat(200), 'png')).toBe(`${'x'.repeat(60)}.png`);
  });

  it('leads out of no folder, and takes no reserved or empty name', () => {
    expect(toFileName('../../etc/passwd', 'svg')).toBe('etc-passwd.svg');
    expect(toFileName('con', 'svg')).toBe('chart-con.svg');
    expect(toFileName(' / ', 'svg')).toBe('chart.svg');
  });
});

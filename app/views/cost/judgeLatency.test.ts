import { describe, expect, it } from 'vitest';
import { judgeLatency } from './judgeLatency.ts';

const series = (variant: 'dense' | 'masked' | 'compacted', medianMs: number, lowMs = medianMs - 1) => ({
  variant,
  medianMs,
  lowMs,
  highMs: medianMs + 1,
  macs: 1,
  runs: 30,
  predictedMs: medianMs,
});
const judge = (...entries: ReturnType<typeof series>[]) =>
  judgeLatency({ backend: 'wasm', batchSize: 64, series: entries });

describe('judgeLatency', () => {
  it('calls masked slow while its median lies within the spread of the dense net', () => {
    expect(judge(series('dense', 20, 19), series('masked', 19.2)).masked).toBe('slow');
  });

  it('calls masked fast only below that spread, and says by how much', () => {
    expect(judge(series('dense', 20, 19), series('masked', 15))).toMatchObject({
      masked: 'fast',
      maskedGain: 0.25,
    });
  });

  it('compares the compacted net where there is one', () => {
    expect(judge(series('dense', 20), series('masked', 20), series('compacted', 5)).compactedShare).toBe(
      0.25,
    );
    expect(judge(series('dense', 20), series('masked', 20)).compactedShare).toBeUndefined();
  });

  it('says nothing of masked where it was not measured', () => {
    expect(judge(series('dense', 20)).masked).toBeUndefined();
  });
});

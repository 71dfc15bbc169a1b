import type { SizeName, ValueSummary, Verdict } from '../../src/index.ts';

/**
 * Whether a finding held, at a size. A share within a tolerance around a published one is that of the paper's training: of
 * a lesson, which trains far less, it is guidance. Orders, counts and what is exact are judged at both sizes.
 */
export function verdictAt(
  size: SizeName,
  { value, verdict }: Pick<ValueSummary, 'value' | 'verdict'>,
): Verdict {
  const { atLeast, atMost } = value.expected ?? {};
  const isAround = atLeast !== undefined && atMost !== undefined && atLeast < atMost;
  return size === 'lesson' && value.unit === 'share' && isAround && verdict !== 'none' ? 'guidance' : verdict;
}

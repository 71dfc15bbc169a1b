import { describe, expect, it } from 'vitest';
import { PIPELINE } from './courses/pipeline.ts';
import { NEW_RECORD, readRecord, scoreOf, withAnswer, writeRecord } from './lessonRecord.ts';

function createStorage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

describe('the record of a lesson', () => {
  it('comes back as it was kept', () => {
    const storage = createStorage();
    const record = {
      page: 3,
      answers: { drop: 'much', bytes: 7.5 },
      numbers: { trained: 0.97 },
      finishedAt: 5,
    };
    writeRecord('pipeline', record, storage);
    expect(readRecord('pipeline', storage)).toEqual(record);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['a page that cannot be', '{"page":-1,"answers":{},"numbers":{}}'],
    ['a number that is none', '{"page":1,"answers":{},"numbers":{"a":"much"}}'],
    ['far too much', JSON.stringify({ page: 1, answers: {}, numbers: {}, more: 'x'.repeat(30_000) })],
    [
      'too many numbers',
      JSON.stringify({
        page: 1,
        answers: {},
        numbers: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`n${n}`, n])),
      }),
    ],
  ])('begins anew where %s is kept', (_, text) => {
    expect(readRecord('pipeline', createStorage(text))).toEqual(NEW_RECORD);
  });

  it('lasts as long as the page where nothing can be kept', () => {
    const full = {
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => writeRecord('pipeline', NEW_RECORD, full)).not.toThrow();
  });

  it('lets an answer change until it was measured, and no longer', () => {
    const once = withAnswer(NEW_RECORD, PIPELINE, 'drop', 'little');
    const twice = withAnswer(once, PIPELINE, 'drop', 'much');
    expect(twice.answers).toEqual({ drop: 'much' });
    const measured = { ...twice, numbers: { trained: 0.97, pruned: 0.3 } };
    expect(withAnswer(measured, PIPELINE, 'drop', 'most')).toBe(measured);
    expect(withAnswer(measured, PIPELINE, 'unknown', 'most')).toBe(measured);
  });

  it('is scored by what was measured so far', () => {
    const record = {
      page: 5,
      answers: { drop: 'most', back: 'all', hole: 'many' },
      numbers: { trained: 0.97, pruned: 0.3, tuned: 0.5 },
    };
    expect(scoreOf(PIPELINE, record)).toEqual({ right: 1, graded: 2, questions: 3 });
  });
});

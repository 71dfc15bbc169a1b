import { expect, it } from 'vitest';
import { summarize } from './summarize.ts';

it('writes a plain text with every answer, every number and the score', () => {
  const text = summarize(
    {
      title: 'Lesson',
      date: '27/11/2026',
      setting: 'lenet-5, mnist, seed 1',
      predicted: 'Predicted',
      measured: 'Measured',
      score: '1 of 1',
      numbers: 'Numbers',
    },
    [{ question: 'Which first?', predicted: 'conv1', measured: 'fc2', verdict: 'Not this time.' }],
    { 'break.conv1': 0.9, base: 0.99199999 },
  );
  expect(text.split('\n')).toEqual([
    'Lesson',
    '27/11/2026',
    'lenet-5, mnist, seed 1',
    '',
    '1. Which first?',
    '   Predicted: conv1',
    '   Measured: fc2',
    '   Not this time.',
    '',
    '1 of 1',
    '',
    'Numbers:',
    '  break.conv1 = 0.9',
    '  base = 0.992',
    '',
  ]);
});

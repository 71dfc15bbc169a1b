import { describe, expect, it } from 'vitest';
import { STUDIES } from '../../studies/studies.ts';
import { HELP, parseReproduceArguments } from './parseArguments.ts';

describe('parseReproduceArguments', () => {
  it('runs every study of paper size with three seeds where nothing is said', () => {
    expect(parseReproduceArguments([])).toEqual({
      studies: STUDIES,
      seeds: [1, 2, 3],
      size: 'paper',
      outFolder: 'out/reproduce',
      reportFolder: 'docs',
    });
  });

  it('takes studies in their own order, and keeps a lesson out of the docs', () => {
    const parsed = parseReproduceArguments(['snip', 'han-lenet-5', '--size', 'lesson', '--seeds', '4']);
    expect(parsed).toMatchObject({
      seeds: [4],
      outFolder: 'out/reproduce-lesson',
      reportFolder: 'out/reproduce-lesson',
    });
    expect(parsed!.studies.map(({ id }) => id)).toEqual(['han-lenet-5', 'snip']);
  });

  it.each([
    [['ghost'], /^unknown study: ghost \(expected one of synflow-collapse, /],
    [['--size', 'huge'], /^unknown size: huge \(expected paper or lesson\)$/],
    [['--seeds', '1,1'], /^invalid --seeds: 1,1 /],
    [['--fast'], /^Unknown option '--fast' \(see --help\)$/],
  ])('says of %j what is wrong', (args, message) => {
    expect(() => parseReproduceArguments(args)).toThrow(message);
  });

  it('gives help, which names every study', () => {
    expect(parseReproduceArguments(['--help'])).toBeUndefined();
    for (const { id } of STUDIES) expect(HELP).toContain(id);
  });
});

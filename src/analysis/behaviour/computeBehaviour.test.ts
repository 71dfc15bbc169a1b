import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { wilsonInterval } from '../../base/wilsonInterval.ts';
import type { BehaviourReport, NetworkBehaviour } from './behaviour.ts';
import { computeBehaviour } from './computeBehaviour.ts';
import { computeMcNemar } from './computeMcNemar.ts';
import { MOST_FLIPS } from './listFlips.ts';

interface ExpectedNetwork {
  readonly loss: number;
  readonly accuracy: number;
  readonly confusion: number[][];
  readonly recall: readonly (number | null)[];
  readonly precision: readonly (number | null)[];
  readonly expectedError: number;
  readonly maximumError: number;
  readonly brierScore: number;
  readonly meanConfidence: number;
  readonly bins: readonly Pick<
    NetworkBehaviour['calibration']['bins'][0],
    'count' | 'meanConfidence' | 'accuracy'
  >[];
}

/** What scripts/fixtures/torchBehaviour.py writes. */
interface Fixture {
  readonly labels: readonly number[];
  readonly logits: Readonly<Record<'before' | 'after', readonly number[]>>;
  readonly expected: Readonly<Record<'before' | 'after', ExpectedNetwork>> &
    Readonly<Record<'agreement' | 'rightToWrong' | 'wrongToRight' | 'wrongToWrong', number>>;
  readonly mcNemar: readonly Readonly<Record<'lost' | 'gained' | 'exact' | 'midP', number>>[];
}

const fixture = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/torchBehaviour.json'), 'utf8'),
) as Fixture;
const labels = Uint8Array.from(fixture.labels);
const before = Float32Array.from(fixture.logits.before);
const after = Float32Array.from(fixture.logits.after);
const report = computeBehaviour(labels, before, after);

/** Equal but for the single precision of logits. */
const near = (value: number | null) => (value === null ? null : expect.closeTo(value, 6));
/** Logits of two classes whose first has this probability. */
const toLogits = (shares: readonly number[]) =>
  Float32Array.from(shares.flatMap((share) => [Math.log(share), Math.log(1 - share)]));

function expectNetwork(network: NetworkBehaviour, expected: ExpectedNetwork): void {
  expect(network.loss).toEqual(near(expected.loss));
  expect(network.accuracy).toBeCloseTo(expected.accuracy, 12);
  expect(network.confusion).toEqual(expected.confusion);
  expect(network.perClass.map(({ recall }) => recall)).toEqual(expected.recall.map(near));
  expect(network.perClass.map(({ precision }) => precision)).toEqual(expected.precision.map(near));
  const { calibration } = network;
  for (const key of ['expectedError', 'maximumError', 'brierScore', 'meanConfidence'] as const) {
    expect(calibration[key]).toEqual(near(expected[key]));
  }
  expect(calibration.bins.map(({ count }) => count)).toEqual(expected.bins.map(({ count }) => count));
  for (const key of ['meanConfidence', 'accuracy'] as const) {
    expect(calibration.bins.map((bin) => bin[key])).toEqual(expected.bins.map((bin) => near(bin[key])));
  }
}

describe('two networks against PyTorch and numpy', () => {
  it.each(['before', 'after'] as const)('gives what they give of the network %s', (name) => {
    expectNetwork(report[name], fixture.expected[name]);
  });

  it('counts the same flips', () => {
    expect(report.change.agreement).toBeCloseTo(fixture.expected.agreement, 12);
    for (const key of ['rightToWrong', 'wrongToRight', 'wrongToWrong'] as const) {
      expect(report.change[key].count).toBe(fixture.expected[key]);
      expect(report.change[key].entries).toHaveLength(fixture.expected[key]);
    }
  });

  it("gives McNemar's test as sums of exact chances", () => {
    for (const { lost, gained, exact, midP } of fixture.mcNemar) {
      const test = computeMcNemar(lost, gained);
      expect(test.exact / exact).toBeCloseTo(1, 9);
      expect(test.midP / midP).toBeCloseTo(1, 9);
      expect(computeMcNemar(gained, lost)).toEqual(test);
    }
    const [first] = fixture.mcNemar;
    expect(report.change.mcNemar).toEqual(computeMcNemar(first!.lost, first!.gained));
    expect(computeMcNemar(0, 0)).toEqual({ exact: 1, midP: 1 });
    const many = computeMcNemar(2600, 2400);
    // As the normal approximation with and without its correction has it: z = 199 / √5000 and 200 / √5000.
    expect(many.exact).toBeCloseTo(0.00489, 4);
    expect(many.midP).toBeCloseTo(0.00468, 4);
  });
});

describe('two networks by hand', () => {
  it('calibrates in bins that hold their upper edge', () => {
    // Confidences 0.5, 0.6, 0.75, 0.8 and 0.9; the second and the fourth are wrong.
    const logits = toLogits([0.5, 0.6, 0.75, 0.2, 0.9]);
    const { calibration } = computeBehaviour(Uint8Array.of(0, 1, 0, 0, 0), logits, logits, 2).before;
    expect(calibration.bins).toEqual([
      { low: 0, high: 0.5, count: 1, meanConfidence: near(0.5), accuracy: 1 },
      { low: 0.5, high: 1, count: 4, meanConfidence: near(3.05 / 4), accuracy: 0.5 },
    ]);
    expect(calibration.expectedError).toEqual(near((0.5 + (3.05 - 2)) / 5));
    expect(calibration.maximumError).toEqual(near(0.5));
    const squares = [0.5, 0.6, 0.25, 0.8, 0.1].map((miss) => 2 * miss ** 2);
    expect(calibration.brierScore).toEqual(near(squares.reduce((sum, square) => sum + square, 0) / 5));
  });

  it('takes the first of equal logits, and losses whose probabilities underflow', () => {
    const logits = Float32Array.of(1, 1, 0, 1000);
    const { confusion, loss } = computeBehaviour(Uint8Array.of(0, 0), logits, logits).before;
    expect(confusion).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(loss).toBeCloseTo((Math.LN2 + 1000) / 2, 9);
  });

  it('names the class that lost most, and none where none lost', () => {
    // Class 0: 2 of 2 right, then 1; class 1: 1 of 2, then 2.
    const [first, second] = [toLogits([0.9, 0.9, 0.8, 0.2]), toLogits([0.9, 0.4, 0.3, 0.2])];
    const truth = Uint8Array.of(0, 0, 1, 1);
    const { change } = computeBehaviour(truth, first, second);
    expect(change.worstClass).toBe(0);
    expect(change.perClass.map(({ recall }) => recall)).toEqual([-0.5, 0.5]);
    expect(change.perClass[0]!.precision).toBeCloseTo(1 - 2 / 3, 12);
    expect(change.confusion).toEqual([
      [-1, 1],
      [-1, 1],
    ]);
    expect(computeBehaviour(truth, second, second).change.worstClass).toBeNull();
  });

  it('lists a few flips of each way from class to class, however many others moved further', () => {
    const many = MOST_FLIPS.all + 50;
    const row = (top: number, by: number) => [0, 1, 2].map((label) => (label === top ? by : 0));
    const labels = Uint8Array.from({ length: many + 8 }, (_, image) => (image < many ? 0 : 1));
    const before = Array.from(labels).flatMap((label) => row(label, 9));
    const after = Array.from(labels).flatMap((label) => (label === 0 ? row(1, 9) : row(2, 0.1)));
    const { rightToWrong } = computeBehaviour(
      labels,
      Float32Array.from(before),
      Float32Array.from(after),
    ).change;
    expect(rightToWrong.count).toBe(many + 8);
    const ways = rightToWrong.entries.map(({ label, after: to }) => `${label} to ${to}`);
    expect(ways.filter((way) => way === '0 to 1')).toHaveLength(MOST_FLIPS.all);
    expect(ways.filter((way) => way === '1 to 2')).toHaveLength(MOST_FLIPS.each);
  });

  it('lists flips by how far the true class moved, and no more than fit, with their true number', () => {
    const random = createRandom(12);
    const count = 3 * MOST_FLIPS.all;
    const draw = (low: number) => Array.from({ length: count }, () => low + 0.4 * random.uniform());
    const [sure, unsure] = [draw(0.55), draw(0.05)];
    const { change } = computeBehaviour(new Uint8Array(count), toLogits(sure), toLogits(unsure));
    expect(change.rightToWrong.count).toBe(count);
    expect(change.rightToWrong.entries).toHaveLength(MOST_FLIPS.all);
    const moves = sure.map((share, image) => share - unsure[image]!);
    const largest = moves.toSorted((a, b) => b - a).slice(0, MOST_FLIPS.all);
    const listed = change.rightToWrong.entries.map(({ index }) => moves[index]!);
    for (const [place, move] of listed.entries()) expect(move).toEqual(near(largest[place]!));
    const [most] = change.rightToWrong.entries;
    expect(most).toEqual({
      index: most!.index,
      label: 0,
      before: 0,
      after: 1,
      confidenceBefore: near(sure[most!.index]!),
      confidenceAfter: near(1 - unsure[most!.index]!),
      probabilityBefore: near(sure[most!.index]!),
      probabilityAfter: near(unsure[most!.index]!),
    });
    const back = computeBehaviour(new Uint8Array(count), toLogits(unsure), toLogits(sure)).change;
    expect(back.rightToWrong).toEqual({ count: 0, entries: [] });
    expect(back.wrongToRight.entries.map(({ index }) => index)).toEqual(
      change.rightToWrong.entries.map(({ index }) => index),
    );
  });

  it('refuses no image, other classes, labels that are no class, and what is not a number', () => {
    const none = new Float32Array(0);
    expect(() => computeBehaviour(new Uint8Array(0), none, none)).toThrow('no image');
    expect(() => computeBehaviour(Uint8Array.of(0), Float32Array.of(1, 2), Float32Array.of(1, 2, 3))).toThrow(
      'networks of 2 and 3 classes cannot be compared',
    );
    const pair = Float32Array.of(1, 2);
    expect(() => computeBehaviour(Uint8Array.of(2), pair, pair)).toThrow('image 0 has class 2 of 2 outputs');
    expect(() => computeBehaviour(Uint8Array.of(0), pair, Float32Array.of(Number.NaN, 1))).toThrow(
      'loss on the images is NaN',
    );
    expect(() => computeBehaviour(Uint8Array.of(0), pair, pair, 0)).toThrow(
      'invalid number of calibration bins: 0',
    );
  });
});

describe('properties of a comparison', () => {
  const withoutPlaces = ({ change, ...rest }: BehaviourReport) => ({
    ...rest,
    change: { ...change, rightToWrong: 0, wrongToRight: 0, wrongToWrong: 0 },
  });

  it('counts each image once: rows of the confusion are the classes, and of the difference 0', () => {
    for (const network of [report.before, report.after]) {
      for (const [truth, row] of network.confusion.entries()) {
        const images = labels.filter((label) => label === truth).length;
        expect(row.reduce((sum, count) => sum + count, 0)).toBe(images);
        expect(network.perClass[truth]!.images).toBe(images);
      }
      expect(network.calibration.bins.reduce((sum, { count }) => sum + count, 0)).toBe(labels.length);
      const correct = network.confusion.reduce((sum, row, truth) => sum + row[truth]!, 0);
      expect({ low: network.low, high: network.high }).toEqual(wilsonInterval(correct, labels.length));
    }
    for (const row of report.change.confusion) expect(row.reduce((sum, count) => sum + count, 0)).toBe(0);
  });

  it('explains the change of accuracy by flips', () => {
    const { accuracy, rightToWrong, wrongToRight } = report.change;
    expect(accuracy).toBeCloseTo((wrongToRight.count - rightToWrong.count) / labels.length, 12);
  });

  it('does not depend on the order of the images', () => {
    const random = createRandom(3);
    const order = Array.from(labels.keys()).sort(() => random.uniform() - 0.5);
    const permute = (logits: Float32Array) =>
      Float32Array.from(order.flatMap((image) => [...logits.subarray(image * 10, image * 10 + 10)]));
    const permuted = computeBehaviour(
      labels.map((_, place) => labels[order[place]!]!),
      permute(before),
      permute(after),
    );
    const expectClose = (actual: unknown, expected: unknown): void => {
      if (typeof expected === 'number') expect(actual).toBeCloseTo(expected, 10);
      else if (expected === null) expect(actual).toBeNull();
      else {
        for (const [key, value] of Object.entries(expected as object)) {
          expectClose((actual as Record<string, unknown>)[key], value);
        }
      }
    };
    expectClose(withoutPlaces(permuted), withoutPlaces(report));
    for (const kind of ['rightToWrong', 'wrongToRight', 'wrongToWrong'] as const) {
      expect(permuted.change[kind].entries.map((flip) => ({ ...flip, index: order[flip.index]! }))).toEqual(
        report.change[kind].entries,
      );
    }
  });

  it('turns round with the networks, and finds no difference of one from itself', () => {
    const back = computeBehaviour(labels, after, before);
    expect(back.before).toEqual(report.after);
    expect(back.change.rightToWrong.count).toBe(report.change.wrongToRight.count);
    expect(back.change.mcNemar).toEqual(report.change.mcNemar);
    const { change } = computeBehaviour(labels, before, before);
    expect(change).toMatchObject({ accuracy: 0, loss: 0, agreement: 1, worstClass: null });
    expect(change.mcNemar).toEqual({ exact: 1, midP: 1 });
    for (const kind of ['rightToWrong', 'wrongToRight', 'wrongToWrong'] as const) {
      expect(change[kind]).toEqual({ count: 0, entries: [] });
    }
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

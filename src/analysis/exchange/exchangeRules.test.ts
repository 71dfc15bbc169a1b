import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { EXCHANGE_RULE_IDS, type ExchangeRuleId, type RuleOptions } from './exchangeRule.ts';
import { EXCHANGE_RULES } from './exchangeRules.ts';

const OPTIONS: RuleOptions = { momentum: 0.5, momentumCorrection: true, factorMasking: true, seed: 3 };

/** A sender and what it sends of some gradients, one after the other. */
function sendAll(
  rule: ExchangeRuleId,
  gradients: readonly (readonly number[])[],
  sparsity: number,
  options: Partial<RuleOptions> = {},
) {
  const size = gradients[0]!.length;
  const sender = EXCHANGE_RULES[rule].create({ ...OPTIONS, ...options }, size);
  const messages = gradients.map((gradient) => {
    const sent = new Float32Array(size).fill(99);
    sender.send(Float32Array.from(gradient), sparsity, sent);
    return [...sent];
  });
  return { messages, residual: [...(sender.residual ?? [])] };
}

function createGradients(seed: number, steps: number, size: number): readonly (readonly number[])[] {
  const random = createRandom(seed);
  return Array.from({ length: steps }, () =>
    Array.from({ length: size }, () => (random.uniform() < 0.2 ? 0 : Math.fround(random.normal()))),
  );
}

describe('rules of exchange, by hand on six values', () => {
  const first = [4, -1, 0, 3, -6, 2];
  const second = [1, -2, 0, 0, 5, 2];

  it('dense: all goes out', () => {
    expect(sendAll('dense', [first, second], 0.5)).toEqual({ messages: [first, second], residual: [] });
  });

  it('threshold: the largest magnitudes of both signs, the rest waits', () => {
    // Third of six: 2 go out. Then the residual [0, -1, 0, 3, 0, 2] + second = [1, -3, 0, 3, 5, 4].
    expect(sendAll('threshold', [first, second], 2 / 3)).toEqual({
      messages: [
        [4, 0, 0, 0, -6, 0],
        [0, 0, 0, 0, 5, 4],
      ],
      residual: [1, -3, 0, 3, 0, 0],
    });
  });

  it('threshold: of equal magnitudes the first goes out', () => {
    expect(sendAll('threshold', [[1, -2, 2, -2, 2, 0]], 0.5).messages).toEqual([[0, -2, 2, -2, 0, 0]]);
  });

  it('proportion: a share of each sign, as its mean; what the mean is off by waits', () => {
    // Positive 4, 3, 2: two go out as 3.5. Negative −1, −6: one.
    // Then [0.5, −1, 0, −0.5, 0, 2] + second = [1.5, −3, 0, −0.5, 5, 4]: 5 and 4 as 4.5, and −3.
    expect(sendAll('proportion', [first, second], 0.5)).toEqual({
      messages: [
        [3.5, 0, 0, 3.5, -6, 0],
        [0, -3, 0, 0, 4.5, 4.5],
      ],
      residual: [1.5, 0, 0, -0.5, 0.5, -0.5],
    });
  });

  it('terngrad: nothing but the scaler with either sign, surely where |g| is the scaler', () => {
    const { messages, residual } = sendAll('terngrad', [first, second], 0);
    expect(residual).toEqual([]);
    expect(messages[0]![4]).toBe(-6);
    expect(messages[1]![4]).toBe(5);
    for (const [step, scaler] of [6, 5].entries()) {
      for (const [at, value] of messages[step]!.entries()) {
        expect([0, Math.sign([first, second][step]![at]!) * scaler]).toContain(value + 0);
      }
    }
  });

  it('dgc: momentum before it waits, forgotten where something went out', () => {
    // u = v = first; 4 and −6 go out. Then u = [1, −2.5, 0, 1.5, 5, 3], v = [1, −3.5, 0, 4.5, 5, 5]: the first 5 and the last.
    expect(sendAll('dgc', [first, second], 2 / 3)).toEqual({
      messages: [
        [4, 0, 0, 0, -6, 0],
        [0, 0, 0, 0, 5, 5],
      ],
      residual: [1, -3.5, 0, 4.5, 0, 0],
    });
  });

  it('dgc without factor masking: momentum goes on where something went out', () => {
    // u = ½·first + second = [3, −2.5, 0, 1.5, 2, 3]; v = [3, −3.5, 0, 4.5, 2, 5].
    expect(sendAll('dgc', [first, second], 2 / 3, { factorMasking: false })).toEqual({
      messages: [
        [4, 0, 0, 0, -6, 0],
        [0, 0, 0, 4.5, 0, 5],
      ],
      residual: [3, -3.5, 0, 0, 2, 0],
    });
  });

  it('dgc without momentum correction: as gradient dropping', () => {
    const options = { momentumCorrection: false };
    expect(sendAll('dgc', [first, second], 2 / 3, options)).toEqual(
      sendAll('threshold', [first, second], 2 / 3),
    );
  });
});

describe('rules of exchange', () => {
  it.each(['threshold', 'dgc'] as const)('%s: sent and held back are what was gathered, exactly', (rule) => {
    const gradients = createGradients(4, 8, 301);
    const options = { momentumCorrection: false };
    const gathered = new Float32Array(301);
    for (let steps = 1; steps <= gradients.length; steps++) {
      const { messages, residual } = sendAll(rule, gradients.slice(0, steps), 0.9, options);
      for (let at = 0; at < 301; at++) gathered[at]! += gradients[steps - 1]![at]!;
      const sent = messages.at(-1)!;
      for (let at = 0; at < 301; at++) {
        expect(sent[at]! + residual[at]!).toBe(gathered[at]! + 0);
        expect(sent[at] === 0 || residual[at] === 0).toBe(true);
        if (sent[at] !== 0) gathered[at] = 0;
      }
      expect(sent.filter((value) => value !== 0)).toHaveLength(31);
    }
  });

  it('dgc: sent and held back are what momentum gathered, exactly', () => {
    const gradients = createGradients(5, 6, 200);
    const velocity = new Float32Array(200);
    const gathered = new Float32Array(200);
    for (let steps = 1; steps <= gradients.length; steps++) {
      const { messages, residual } = sendAll('dgc', gradients.slice(0, steps), 0.75);
      const sent = messages.at(-1)!;
      for (let at = 0; at < 200; at++) {
        velocity[at] = velocity[at]! * 0.5 + gradients[steps - 1]![at]!;
        gathered[at]! += velocity[at]!;
        expect(sent[at]! + residual[at]!).toBe(gathered[at]! + 0);
        if (sent[at] !== 0) [velocity[at], gathered[at]] = [0, 0];
      }
    }
  });

  it('proportion: over all steps, sent and held back are the gradients but for rounding', () => {
    const gradients = createGradients(6, 10, 150);
    const { messages, residual } = sendAll('proportion', gradients, 0.9);
    for (let at = 0; at < 150; at++) {
      const sum = (list: readonly (readonly number[])[]) => list.reduce((s, values) => s + values[at]!, 0);
      expect(sum(messages) + residual[at]!).toBeCloseTo(sum(gradients), 4);
    }
    expect(new Set(messages.flatMap((sent) => sent.filter((v) => v !== 0))).size).toBe(20);
  });

  it('terngrad: is the gradient in expectation', () => {
    const gradient = [0.5, -0.25, 0, 1, -0.03, 0.9];
    const draws = 20_000;
    const { messages } = sendAll('terngrad', new Array(draws).fill(gradient), 0);
    for (const [at, value] of gradient.entries()) {
      const mean = messages.reduce((sum, sent) => sum + sent[at]!, 0) / draws;
      // Five standard errors of a draw with probability |g|.
      expect(Math.abs(mean - value)).toBeLessThanOrEqual(5 * Math.sqrt(0.25 / draws));
    }
  });

  it('repeat by their seed', () => {
    const gradients = createGradients(8, 3, 80);
    for (const rule of EXCHANGE_RULE_IDS) {
      expect(sendAll(rule, gradients, 0.8)).toEqual(sendAll(rule, gradients, 0.8));
    }
    const other = sendAll('terngrad', gradients, 0, { seed: 4 });
    expect(other).not.toEqual(sendAll('terngrad', gradients, 0));
  });

  it('send nothing of a gradient of zeros, and live with a tensor without values', () => {
    for (const rule of EXCHANGE_RULE_IDS) {
      expect(sendAll(rule, [[0, 0, 0, 0]], 0.5).messages).toEqual([[0, 0, 0, 0]]);
      expect(sendAll(rule, [[]], 0.5).messages).toEqual([[]]);
    }
  });
});

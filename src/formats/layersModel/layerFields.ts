import { z } from 'zod';
import { invalidLayer, type KerasLayer, readField } from './kerasLayer.ts';

const WINDOW_LIMIT = 64;
const window = z.number().int().min(1).max(WINDOW_LIMIT);
const pair = z.union([
  window.transform((length): readonly [number, number] => [length, length]),
  z.tuple([window, window]).transform((both): readonly [number, number] => both),
]);
const equalPair = pair.refine(([a, b]) => a === b).transform(([length]) => length);
const SIZE_LIMIT = 4096;

/** A setting that a layer may leave out, or set to null. */
function optional<T>(schema: z.ZodType<T>, fallback: T): z.ZodType<T> {
  return schema.nullish().transform((value) => value ?? fallback) as z.ZodType<T>;
}

/** A number of filters or units, 1 to 4096. */
export function readCount(layer: KerasLayer, key: string): number {
  return readField(layer, key, z.number().int().min(1).max(SIZE_LIMIT), `a whole number, 1 to ${SIZE_LIMIT}`);
}

/** `kernel_size` as `[height, width]`. */
export function readKernelSize(layer: KerasLayer): readonly [number, number] {
  return readField(layer, 'kernel_size', pair, `two whole numbers, 1 to ${WINDOW_LIMIT}`);
}

/** Strides or a pool's size, the same in both directions; `fallback` where they are absent. */
export function readEqualPair(layer: KerasLayer, key: string, fallback: number): number {
  return readField(
    layer,
    key,
    optional(equalPair, fallback),
    `the same in both directions, 1 to ${WINDOW_LIMIT}`,
  );
}

/** `padding`, `valid` where it is absent. */
export function readPadding(layer: KerasLayer): 'valid' | 'same' {
  return readField(layer, 'padding', optional(z.enum(['valid', 'same']), 'valid'), '"valid" or "same"');
}

/** True or false; `fallback` where it is absent. */
export function readFlag(layer: KerasLayer, key: string, fallback: boolean): boolean {
  return readField(layer, key, optional(z.boolean(), fallback), 'true or false');
}

/** A number within bounds, both included; `fallback` where it is absent. */
export function readNumber(
  layer: KerasLayer,
  key: string,
  [least, greatest]: readonly [number, number],
  fallback: number,
): number {
  return readField(
    layer,
    key,
    optional(z.number().min(least).max(greatest), fallback),
    `${least} to ${greatest}`,
  );
}

/** An axis, −1 (the last) where it is absent. */
export function readAxis(layer: KerasLayer): number {
  const axis = z.number().int();
  const one = z.union([axis, z.tuple([axis]).transform(([only]) => only)]);
  return readField(layer, 'axis', optional(one, -1), 'the last axis');
}

/** Throws where a setting has another value than the one that is supported; absent and null count as it. */
export function requireValue(layer: KerasLayer, key: string, expected: number | boolean | string): void {
  readField(layer, key, optional(z.literal(expected), expected), JSON.stringify(expected));
}

/** As `requireValue` for a setting with one value for each direction. */
export function requirePair(layer: KerasLayer, key: string, expected: number): void {
  const value = readEqualPair(layer, key, expected);
  if (value !== expected) throw invalidLayer(layer, `${key} is ${value} (expected ${expected})`);
}

/** Batch axis and shape of an input, in Keras's words of any age. */
export function readInputShape(layer: KerasLayer): readonly number[] {
  const key = 'batch_shape' in layer.config ? 'batch_shape' : 'batch_input_shape';
  const length = z.number().int().min(1).max(SIZE_LIMIT);
  const schema = z
    .tuple([z.unknown()])
    .rest(length)
    .refine(({ length: rank }) => rank === 2 || rank === 4);
  const [, ...shape] = readField(
    layer,
    key,
    schema,
    '[null, height, width, channels] or [null, units], of fixed sizes',
  );
  return shape as number[];
}

/** Zeros on every side, the same on all four. */
export function readZeroPadding(layer: KerasLayer): number {
  const count = z.number().int().min(0).max(32);
  const both = z.union([count.transform((zeros) => [zeros, zeros]), z.tuple([count, count])]);
  const sides = z
    .union([count.transform((zeros) => [zeros]), z.tuple([both, both]).transform((pairs) => pairs.flat())])
    .refine((all) => all.every((zeros) => zeros === all[0]))
    .transform((all) => all[0]!);
  return readField(layer, 'padding', sides, 'the same number of zeros on all four sides, 0 to 32');
}

import type { z } from 'zod';
import { AppError } from '../../base/errors.ts';

/** One layer of a model.json, with what it reads; nothing of its settings is checked yet. */
export interface KerasLayer {
  readonly name: string;
  /** `Conv2D`, `Dense`, … */
  readonly className: string;
  /** Its settings under Keras's names: `kernel_size`, `strides`, … */
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of the layers it reads. */
  readonly inputs: readonly string[];
}

const SHOWN_LENGTH = 60;

/** A value of a file as an error shows it: JSON, cut after 60 characters. */
export function showValue(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** An `invalid-network` error that names the layer first: `conv1 (Conv2D): strides is [1,2] (expected …)`. */
export function invalidLayer({ name, className }: KerasLayer, problem: string): AppError {
  return new AppError('invalid-network', `${name} (${className}): ${problem}`, { layer: name, className });
}

/** One setting of a layer as `schema` reads it; throws `invalid-network` naming layer, setting, value and what was expected. */
export function readField<T>(layer: KerasLayer, key: string, schema: z.ZodType<T>, expected: string): T {
  const value = Object.hasOwn(layer.config, key) ? layer.config[key] : undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidLayer(layer, `${key} is ${showValue(value)} (expected ${expected})`);
}

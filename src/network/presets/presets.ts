import { AppError } from '../../base/errors.ts';
import { LENET_5 } from './lenet5.ts';
import { LENET_300_100 } from './lenet300100.ts';
import type { Preset } from './preset.ts';

/** All networks that a recipe can name, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [LENET_5, LENET_300_100];

/** The preset of that name; throws `preset-unknown`, listing the known ones. */
export function findPreset(id: string): Preset {
  const preset = PRESETS.find((candidate) => candidate.id === id);
  if (preset) return preset;
  const known = PRESETS.map((candidate) => candidate.id).join(', ');
  throw new AppError('preset-unknown', `unknown preset: ${id} (expected one of ${known})`, {
    preset: id,
    known,
  });
}

import { AppError } from '../../base/errors.ts';
import { ALEXNET_MINI } from './alexnetMini.ts';
import { CONV_2, CONV_2_HALF, CONV_4, CONV_4_HALF, CONV_6, CONV_6_HALF } from './convNets.ts';
import { DENSENET_MINI } from './densenetMini.ts';
import { INCEPTION_MINI } from './inceptionMini.ts';
import { LENET_5 } from './lenet5.ts';
import { LENET_300_100 } from './lenet300100.ts';
import { MLP_500_300 } from './mlp500300.ts';
import { MOBILENET_MINI } from './mobilenetMini.ts';
import type { Preset } from './preset.ts';
import { RESNET_BOTTLENECK_MINI } from './resnetBottleneckMini.ts';
import { RESNET_8, RESNET_20 } from './resnets.ts';
import { VGG_SMALL } from './vggSmall.ts';

/** All networks that a recipe can name, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  LENET_5,
  LENET_300_100,
  MLP_500_300,
  CONV_2,
  CONV_4,
  CONV_6,
  CONV_2_HALF,
  CONV_4_HALF,
  CONV_6_HALF,
  ALEXNET_MINI,
  VGG_SMALL,
  RESNET_8,
  RESNET_20,
  RESNET_BOTTLENECK_MINI,
  MOBILENET_MINI,
  INCEPTION_MINI,
  DENSENET_MINI,
];

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

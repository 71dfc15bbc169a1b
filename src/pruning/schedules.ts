import { AppError } from '../base/errors.ts';
import type { Paper } from '../network/paper.ts';
import { amountKeyOf } from './checkPrune.ts';
import type { AmountKey, PruneAmount, ScheduleId } from './prune.ts';

/** Where in a schedule a round stands. */
export interface Round {
  /** 1 for the first, `rounds` for the last. */
  readonly round: number;
  readonly rounds: number;
  /** Share of the chosen units that were pruned before the first round, 0…1. */
  readonly startSparsity: number;
}

/** How an amount is spread over rounds. */
export interface Schedule {
  readonly id: ScheduleId;
  readonly paper: Paper;
  readonly amounts: readonly AmountKey[];
  /** `between`: a training of its own between two rounds; `throughout`: one training that the rounds interrupt. */
  readonly training: 'none' | 'between' | 'throughout';
  /** True where what was pruned may come back until the last round. */
  readonly soft?: boolean;
  toAmount(amount: PruneAmount, at: Round): PruneAmount;
}

const ANY: readonly AmountKey[] = [
  'sparsity',
  'ofRemaining',
  'thresholdSigma',
  'threshold',
  'apozSigma',
  'apoz',
  'perLayer',
  'maxLoss',
  'keptWeights',
  'keptMacs',
  'keptBytes',
  'pattern',
  'units',
];

const shareOf = (amount: PruneAmount) => (amount as { readonly sparsity: number }).sparsity;

/** Towards a share of all units, by a share of the way. */
const towards =
  (computeShare: (target: number, at: Round) => number): Schedule['toAmount'] =>
  (amount, at) => ({
    sparsity: at.round === at.rounds ? shareOf(amount) : computeShare(shareOf(amount), at),
  });

/** The kept share shrinks by the same factor in each round: 1 − (1 − s₀) · ((1 − s) / (1 − s₀))^(i / n). */
const shrink = towards((target, { round, rounds, startSparsity: start }) => {
  const factor = start < 1 ? (1 - target) / (1 - start) : 1;
  return 1 - (1 - start) * factor ** (round / rounds);
});

const HAN: Paper = {
  title: 'Learning both Weights and Connections for Efficient Neural Networks',
  url: 'https://arxiv.org/abs/1506.02626',
  year: 2015,
};

/** All schedules by id. */
export const SCHEDULES: Readonly<Record<ScheduleId, Schedule>> = {
  /** All at once. */
  oneShot: { id: 'oneShot', paper: HAN, amounts: ANY, training: 'none', toAmount: (amount) => amount },
  /** The same share of all units in each round: s₀ + (s − s₀) · i / n (Han et al. 2015, §3.4). */
  linear: {
    id: 'linear',
    paper: HAN,
    amounts: ['sparsity'],
    training: 'between',
    toAmount: towards(
      (target, { round, rounds, startSparsity: start }) => start + ((target - start) * round) / rounds,
    ),
  },
  /** The same share of what is left in each round: 1 − (1 − s)^(i / n) from a dense network (Frankle & Carbin 2019, §2). */
  geometric: {
    id: 'geometric',
    paper: {
      title: 'The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks',
      url: 'https://arxiv.org/abs/1803.03635',
      year: 2019,
    },
    amounts: ['sparsity'],
    training: 'between',
    toAmount: shrink,
  },
  /** While training: s + (s₀ − s) · (1 − i / n)³ (Zhu & Gupta 2017, eq. 1). */
  cubic: {
    id: 'cubic',
    paper: {
      title: 'To prune, or not to prune: exploring the efficacy of pruning for model compression',
      url: 'https://arxiv.org/abs/1710.01878',
      year: 2017,
    },
    amounts: ['sparsity'],
    training: 'throughout',
    toAmount: towards(
      (target, { round, rounds, startSparsity: start }) =>
        target + (start - target) * (1 - round / rounds) ** 3,
    ),
  },
  /** Scored anew in each round without training: kept share (1 / ρ)^(−i / n) (Tanaka et al. 2020, algorithm 1). */
  exponential: {
    id: 'exponential',
    paper: {
      title: 'Pruning neural networks without any data by iteratively conserving synaptic flow',
      url: 'https://arxiv.org/abs/2006.05467',
      year: 2020,
    },
    amounts: ['sparsity'],
    training: 'none',
    toAmount: shrink,
  },
  /** The threshold q · σ rises from round to round: q · i / n (Han et al. 2015, §3.4 and §4). */
  rising: {
    id: 'rising',
    paper: HAN,
    amounts: ['thresholdSigma'],
    training: 'between',
    toAmount: (amount, { round, rounds }) => ({
      thresholdSigma: ((amount as { readonly thresholdSigma: number }).thresholdSigma * round) / rounds,
    }),
  },
  /** The whole amount again in each pass, of what is left then (Liu et al. 2017, §3; Hu et al. 2016, §3.2). */
  multiPass: {
    id: 'multiPass',
    paper: {
      title: 'Learning Efficient Convolutional Networks through Network Slimming',
      url: 'https://arxiv.org/abs/1708.06519',
      year: 2017,
    },
    amounts: ['ofRemaining', 'thresholdSigma', 'threshold', 'apozSigma', 'apoz', 'maxLoss'],
    training: 'between',
    toAmount: (amount) => amount,
  },
  /** While training: set to 0 in each round but free to grow again, pruned for good in the last (He et al. 2018, §3.3). */
  soft: {
    id: 'soft',
    paper: {
      title: 'Soft Filter Pruning for Accelerating Deep Convolutional Neural Networks',
      url: 'https://arxiv.org/abs/1808.06866',
      year: 2018,
    },
    amounts: ['sparsity', 'pattern'],
    training: 'throughout',
    soft: true,
    toAmount: (amount) => amount,
  },
};

/** Throws `step-impossible` where a schedule does not go with an amount or with the training it is given. */
export function checkSchedule(id: ScheduleId, amount: PruneAmount, trains: boolean): void {
  const { amounts, training } = SCHEDULES[id];
  const key = amountKeyOf(amount);
  const details = { schedule: id, amount: key };
  if (!amounts.includes(key)) {
    throw new AppError(
      'step-impossible',
      `schedule ${id} does not go with amount ${key} (expected ${amounts.join(' or ')})`,
      details,
    );
  }
  if (training === 'none' && trains) {
    throw new AppError('step-impossible', `schedule ${id} trains nothing (expected no train)`, details);
  }
  if (training === 'throughout' && !trains) {
    throw new AppError('step-impossible', `schedule ${id} prunes while training (expected train)`, details);
  }
}

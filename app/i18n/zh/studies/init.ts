import type { init as en } from '../../en/studies/init.ts';
import type { Messages } from '../../messages.ts';

/** 训练之前剪枝与彩票假设的实验。 */
export const init: Messages<typeof en> = {
  'synflow-collapse': {
    title: '层的崩塌',
    question: '训练之前剪枝时，哪种准则会把整个一层清空？',
    found: '一次剪完时，幅值和 SNIP 会清空某一层，而其他层还剩很多；分一百次的 SynFlow 不会。',
    done: '对一个未训练的卷积网络（{{preset}}）用四种准则剪到 {{sparsities}}，所有层一起排序；SynFlow 分 {{rounds}} 次。不作训练：只数最薄一层剩下的权重。',
    differs: '论文剪 VGG-16 并训练剩下的部分。保底规则在每层留一个权重，因此 1 表示这一层本会被清空。',
    values: {
      'thinnest-magnitude': '99.9 % 时最薄一层剩下的权重，按幅值',
      'thinnest-snip': '99.9 % 时最薄一层剩下的权重，按 SNIP',
      'thinnest-grasp': '99.9 % 时最薄一层剩下的权重，按 GraSP',
      'thinnest-synflow': '99.9 % 时最薄一层剩下的权重，按 SynFlow',
      'synflow-further': '不崩塌的最大稀疏度，SynFlow 减去 SNIP',
    },
    curves: { thinnest: '最薄一层剩下的权重' },
    series: { magnitude: '幅值', snip: 'SNIP', grasp: 'GraSP', synflow: 'SynFlow' },
  },
  snip: {
    title: 'SNIP：训练前一次剪完',
    question: '在训练之前就能选出该保留的权重吗？',
    found: '在开始时按损失对每个连接的敏感程度一次剪完，LeNet 能接近稠密网络的错误率。',
    done: 'LeNet-300-100（{{mlpEpochs}} 轮）和 LeNet-5（{{convEpochs}} 轮）在开始时用一个批次、所有层一起排序，分别按 SNIP、按幅值、随机剪枝，然后训练（动量，批大小 100，学习率从 0.1 降到 0.001）。',
    differs: '论文训练约 250 轮，给出 20 个种子的平均值。',
    values: {
      'net-dense': '{{net}}：稠密网络的错误率',
      'net-snip-N': '{{net}}：按 SNIP 剪去 {{n}} % 的错误率',
      'net-magnitude-N': '{{net}}：开始时按幅值剪去 {{n}} % 的错误率',
      'net-random-N': '{{net}}：随机剪去 {{n}} % 的错误率',
      'random-worse': 'LeNet-300-100，剪去 98 %：随机的错误率减去 SNIP 的',
    },
    curves: { sparsities: '错误率与训练前剪去的比例' },
    series: {
      'net-snip': 'SNIP（{{short}}）',
      'net-magnitude-at-the-start': '幅值（{{short}}）',
      'net-random': '随机（{{short}}）',
    },
  },
  'lottery-net': {
    title: '彩票假设：{{net}}',
    question: '稠密网络里是否藏着一个稀疏网络，从同样的起点能训练得一样好？',
    found: '有：回退到最初的权重，它训练得一样好，并且好于同一掩码配其他权重。',
    done: '{{iterations}} 次 Adam 迭代（1.2e-3），批大小 60。{{rounds}} 轮，每轮按幅值剪去剩余的 20 %（输出层 10 %）并回退到起点。第 {{controls}} 轮之后，还训练同一掩码配新权重以及随机掩码。留出 {{heldOut}} 张训练图像。',
    differs: '论文训练 50,000 次迭代、重复五次，权重为高斯 Glorot 初始化（这里是均匀分布），且每轮都有对照。',
    values: {
      'kept-N': '{{n}} 轮后保留的权重',
      'ticket-dense-N': '{{n}} 轮后的准确率：彩票减去稠密网络',
      'ticket-reinit-N': '{{n}} 轮后的准确率：彩票减去同一掩码配新权重',
      'ticket-random-N': '{{n}} 轮后的准确率：彩票减去随机掩码',
      'ticket-faster-N': '{{n}} 轮后到达最小验证损失的迭代次数之比，新权重比彩票',
    },
    curves: { accuracy: '训练结束时的准确率', 'early-stop': '验证损失最小的迭代' },
    series: { rewound: '彩票', reinitialised: '新权重', 'random-mask': '随机掩码' },
  },
};

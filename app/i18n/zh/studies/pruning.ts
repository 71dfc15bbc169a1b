import type { pruning as en } from '../../en/studies/pruning.ts';
import type { Messages } from '../../messages.ts';

/** 剪枝与再训练的实验。 */
export const pruning: Messages<typeof en> = {
  'han-net': {
    title: '三步法：{{net}}',
    question: '{{net}} 能去掉多少权重而错误率不升高？',
    found: '剩下的权重再训练之后，十二分之一的权重就足以达到原来的错误率。',
    done: '{{net}} 训练 {{epochs}} 轮（动量，L2 5e-4，学习率从 0.1 开始）。按幅值分 {{rounds}} 次剪到论文给出的比例，每次之后以十分之一的学习率再训练 {{retrainEpochs}} 轮。',
    differs: '论文用阈值得出每层的比例；这里直接采用它报告的比例。论文按 Caffe 的设置训练得更久。',
    values: {
      'base-error': '稠密网络的错误率',
      'cut-error': '最后一次剪枝后立即测得的错误率',
      'pruned-error': '最后一次再训练后的错误率',
      loss: '再训练后的错误率减去稠密网络的错误率',
      'kept-weights': '保留的权重数',
      compression: '权重减少的倍数',
      'valley-trained': 'fc1 训练后：0 附近的权重与旁边较低峰之比',
      'valley-pruned': 'fc1 最后一次剪枝后：0 附近是空洞',
      'valley-retrained': 'fc1 再训练后：两个峰',
      'mask-middle': 'fc1 中读取图像中部的权重的保留比例',
      'mask-border': 'fc1 中读取图像边缘的权重的保留比例：几乎为空',
    },
    curves: { rounds: '每次再训练前后的错误率' },
    series: { cut: '剪后', retrained: '再训练后' },
  },
  'sensitivity-order': {
    title: '哪一层最先失效',
    question: 'LeNet-5 的每一层单独能剪到多少？',
    found: '各层不同：第一个卷积层最经不起剪，全连接层最经得起。',
    done: 'LeNet-5 训练 {{epochs}} 轮。然后每次只剪一层的权重（按幅值，15 个比例，不再训练），每个点用 {{images}} 张测试图像测量。准确率下降 5 个百分点即视为失效。',
    differs: '论文展示的是 ImageNet 上的 AlexNet。',
    values: {
      'break-layer': '{{layer}} 失效时的稀疏度',
      'layer-first': '{{layer}} 的失效点减去下一个失效的层：{{layer}} 最先失效',
      'layer-last': '{{layer}} 的失效点减去更耐剪的卷积层：{{layer}} 最后失效',
    },
    curves: { layers: '只剪一层时的准确率' },
    series: { layer: '{{layer}}' },
  },
  'han-tradeoff': {
    title: 'L1、L2 与多轮剪枝',
    question: '哪种惩罚项、哪种剪法能剪得最多？',
    found: '刚剪完时 L1 更好，再训练后 L2 更好；用 L2 分多轮剪能剪得最多。',
    done: 'LeNet-300-100 分别用 L2（5e-4）、L1（3e-5）和不加惩罚项各训练 {{epochs}} 轮，所有层一起按幅值排序，剪到 {{sparsities}}。每个比例再训练 {{retrainEpochs}} 轮：从稠密网络开始，或在多轮方式中从前一个比例开始。',
    differs: '论文展示的是 ImageNet 上的 AlexNet；MNIST 更容易，各个断崖都出现在权重更少处。',
    values: {
      'l1-cut': '刚剪完，保留 5 %：L1 的准确率减去 L2',
      'l2-retrained': '再训练后，保留 5 %：L2 的准确率减去 L1',
      iterative: 'L2，保留 2 %：多轮的准确率减去一次剪完',
      'free-cut': '损失不超过半个百分点时的最小保留比例，不再训练',
      'free-retrained': '损失不超过半个百分点时的最小保留比例，再训练',
      'retraining-further': '不再训练与再训练的保留比例之比',
    },
    curves: { tradeoff: '准确率损失与保留的权重' },
    series: {
      'l2-cut': 'L2，剪后',
      'l1-cut': 'L1，剪后',
      'no-penalty-cut': '无惩罚，剪后',
      'l2-retrained': 'L2，再训练',
      'l1-retrained': 'L1，再训练',
      'l2-iterative': 'L2，多轮',
    },
  },
};

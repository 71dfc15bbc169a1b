import type { other as en } from '../../en/studies/other.ts';
import type { Messages } from '../../messages.ts';

/** 梯度与存储的实验。 */
export const other: Messages<typeof en> = {
  dgc: {
    title: '深度梯度压缩',
    question: '各工作节点只发送千分之一的梯度而没有损失，可能吗？',
    found: '加上动量修正、动量因子掩蔽和预热就可以；只丢弃梯度会损失一些准确率。',
    done: 'LeNet-300-100 由 4 个模拟的工作节点各用 32 张图像训练 {{epochs}} 轮（动量，学习率从 0.05 开始）：稠密、丢弃 99.9 % 的梯度、以及预热四轮后 99 % 和 99.9 % 的 DGC。',
    differs: '论文在 CIFAR-10 上训练 ResNet-110 共 164 轮，其中 4 轮预热，并训练大得多的网络。',
    values: {
      'error-dense': '错误率，稠密',
      'error-dropping': '错误率，丢弃 99.9 % 的梯度',
      'error-dgc-N': '错误率，{{n}} % 的 DGC',
      'dgc-dense': '准确率，99.9 % 的 DGC 减去稠密',
      'dgc-N-dense': '准确率，{{n}} % 的 DGC 减去稠密',
      'dgc-dropping': '99.9 % 时的准确率，DGC 减去梯度丢弃',
      'ratio-N': '{{n}} % 的 DGC：最后阶段稠密字节数与发送字节数之比',
      'ratio-whole': '99.9 % 的 DGC：整个训练中的同一比值',
    },
    curves: { training: '训练批次上的准确率' },
    series: { dense: '稠密', 'gradient-dropping-N': '丢弃 {{n}} %', 'dgc-N': 'DGC {{n}} %' },
  },
  'deep-compression': {
    title: '深度压缩',
    question: 'LeNet 最少用多少字节而不损失准确率？',
    found: '剪枝、共享并经哈夫曼编码的权重只占四十分之一的字节。',
    done: '三步法的两个 LeNet（{{mlpEpochs}} 轮和 {{convEpochs}} 轮，剪枝并再训练）。权重用 k-means 共享：LeNet-300-100 为 6 位，LeNet-5 为 8 位和 5 位，索引 5 位。字节数按实际编码计算，包括偏置。',
    differs: '共享后的权重不再微调。',
    values: {
      'net-shared': '{{net}}：剪枝并共享后字节减少的倍数',
      'net-huffman': '{{net}}：再加哈夫曼编码',
      'net-error': '{{net}}：所存网络的错误率',
      'net-loss': '{{net}}：所存网络的错误率减去稠密网络的',
    },
    curves: {},
    series: {},
  },
};

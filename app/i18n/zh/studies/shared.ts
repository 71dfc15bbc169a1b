import type { axes as enAxes, sources as enSources } from '../../en/studies/shared.ts';
import type { Messages } from '../../messages.ts';

/** 数字在论文中的出处。 */
export const sources: Messages<typeof enSources> = {
  'layer-collapse': '层崩塌',
  'theorem-N': '定理 {{n}}',
  'table-N': '表 {{n}}',
  'fig-N': '图 {{n}}',
  'structured-pruning': '结构化剪枝',
  'mnist-table': 'MNIST 表',
  'lenet-table': 'LeNet 表',
  'resnet-N-on-cifar-N': 'CIFAR-{{m}} 上的 ResNet-{{n}}',
  'alexnet-resnet-N-speech': 'AlexNet、ResNet-{{n}}、语音',
  'printed-shares': '论文给出的比例',
  'lenet-figures': 'LeNet 各图',
  'lenet-at-N': 'LeNet，{{n}} % 处',
  'public-code-vgg-N': '公开代码，VGG-{{n}}',
  'official-code-vgg-N': '官方代码，VGG-{{n}}',
  'hourglass-and-wallet': '沙漏形与钱包形',
};

/** 曲线坐标轴的含义。 */
export const axes: Messages<typeof enAxes> = {
  'kept-weights': '保留的权重',
  'weights-in-the-thinnest-layer': '最薄一层的权重数',
  error: '错误率',
  'share-of-the-layer-s-weights-pruned': '该层被剪权重的比例',
  accuracy: '准确率',
  'weights-over-weights-left': '权重减少的倍数',
  'accuracy-less-that-of-the-dense-network': '与稠密网络的准确率之差（百分点）',
  epoch: '轮次',
  'accuracy-on-training-batches': '训练批次上的准确率',
  iteration: '迭代次数',
  'channels-pruned': '被剪的通道',
};

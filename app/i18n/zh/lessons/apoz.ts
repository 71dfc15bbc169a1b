import type { apoz as English } from '../../en/lessons/apoz.ts';
import type { Messages } from '../../messages.ts';

export const apoz: Messages<typeof English> = {
  title: '激活稀疏与 APoZ',
  summary: '有些神经元几乎总是 0。该剪的就是它们吗？',
  measures: 'ReLU 之后的零、剪掉神经元后的准确率',
  pages: {
    relu: {
      title: 'ReLU 造出的零',
      text: 'ReLU 把所有负值变成 0。如果一个神经元对几乎每张图像都是 0，它就几乎没有告诉下一层什么。\nAPoZ 是一个通道中零的平均百分比：对所有测试图像、也对特征图的所有位置取平均。',
    },
    zeros: {
      title: '有多少零？',
      text: '这个训练好的 LeNet-5 的 fc1 有 500 个神经元，conv2 有 50 个通道。在该层的 ReLU 之后，用 1,000 张图像数零。',
    },
    above: {
      title: '均值加一个 σ',
      text: 'Hu 等人剪掉 APoZ 比本层均值高出一个标准差以上的神经元。若是钟形曲线，大约六个里有一个在那里。',
    },
    count: {
      title: '数一数零',
      text: '视图显示每个通道的 APoZ，以及均值 + 1 σ 处的线。点击网络图中的 fc1 或 conv2 可以换层。',
      act: '用 1,000 张图像统计',
    },
    versus: {
      title: '比随机好吗？',
      text: '为了看出差别，剪得狠一些：conv2 和 fc1 中高于均值的通道全部去掉，大约一半。作为对照，再随机抽出同样多的通道。都不训练。',
    },
    compare: {
      title: '与随机相比',
      text: '两种剪法都在 500 张测试图像上测量。按 APoZ 的剪法留在面板里。',
      act: '测量两种',
    },
    after: {
      title: '修剪再训练',
      text: '回到均值 + 1 σ。修剪后的网络从现有的权重出发，再训练 200 批：不到半轮。',
    },
    retrain: {
      title: '动手',
      text: '会产生两行：修剪后的网络，以及训练 200 批之后的同一网络。准确率在全部 10,000 张测试图像上测量。',
      act: '修剪并再训练',
    },
    end: {
      title: '你发现了什么',
      text: 'APoZ 去掉的是整个神经元：这是结构化剪枝，网络可以压实。它看的是数据，而不是权重。\nHu 等人每次只修剪少数几层并反复进行；这里两层一次剪完。',
    },
  },
  questions: {
    zeros: {
      ask: 'fc1 的平均 APoZ 是多少？',
      measured: 'fc1：{{fc1}} 的值是 0。conv2：{{conv2}}。',
    },
    above: {
      ask: 'fc1 的 500 个神经元中，有多少个在均值 + 1 σ 以上？',
      measured: 'fc1：{{ofFc1}} 个中有 {{fc1}} 个。conv2：{{ofConv2}} 个中有 {{conv2}} 个。',
    },
    versus: {
      ask: '哪种剪法保留的准确率更高？',
      options: { apoz: '零最多的', random: '随机抽的', same: '差别不超过偶然误差' },
      measured: '之前：{{before}}。按 APoZ：{{apoz}}。随机：{{random}}。',
    },
    after: {
      ask: '训练 200 批之后，准确率与完整网络相比如何？',
      options: { below: '更低', same: '差别不超过偶然误差', above: '更高' },
      measured: '完整：{{trained}}。修剪后：{{trimmed}}。再训练后：{{tuned}}。',
    },
  },
};

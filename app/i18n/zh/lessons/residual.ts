import type { residual as English } from '../../en/lessons/residual.ts';
import type { Messages } from '../../messages.ts';

export const residual: Messages<typeof English> = {
  title: '残差网络与阶段',
  summary: '相加的东西必须一样宽：哪些通道要一起走，以及剪枝后网络的两种形状。',
  measures: '连在一起的层、不同位置的准确率、相同乘加量下的准确率',
  pages: {
    add: {
      title: '加法把通道绑在一起',
      text: '在 ResNet 中，块的输出与它的输入相加。一边的第 3 个通道加上另一边的第 3 个通道：去掉一个，两个都得去掉。\n被加法绑在一起的层组成一个阶段。ResNet-20 有三个阶段，分别有 16、32、64 个通道。',
    },
    joined: {
      title: '谁产生阶段 1？',
      text: '第一阶段从 conv1 开始，后面有三个块，每块两个卷积。看看网络图里的弧线。',
    },
    group: {
      title: '看看这个组',
      text: '“结构”视图列出哪些层一起失去一个通道，哪些层读取它。',
      act: '找出这个组',
    },
    costs: {
      title: '块内，还是贯穿？',
      text: '去掉 30% 的通道：只在块内（两个卷积之间）；只在阶段上；或两者都剪。',
    },
    levels: {
      title: '测量',
      text: '视图里的表就是同一测量：500 张测试图像，L1 范数最小的先走，不训练。',
      act: '测量三种',
    },
    shape: {
      title: '两种形状',
      text: '只有块内变窄的网络，Luo 与 Wu 称为沙漏；阶段也变窄的称为钱包。',
    },
    equal: {
      title: '代价相同',
      text: '两个乘加量大致相同的网络：块内去掉 30%，或所有通道去掉 15%。各训练 40 批。',
    },
    tune: {
      title: '剪枝并训练两个',
      text: '会产生四行。需要一两分钟；准确率在 2,000 张测试图像上测量。',
      act: '剪枝并训练两个',
    },
    end: {
      title: '你发现了什么',
      text: '只要一个阶段的所有层一起剪，阶段就能剪，网络会均匀地变窄。\nLuo 与 Wu 按输出的变化（KL 散度）给通道排序，并在 ImageNet 上训练很久：在那里钱包明显更好。这里按 L1 排序，40 批决定不了多少。',
    },
  },
  questions: {
    joined: {
      ask: '阶段 1 的通道由几个卷积共同产生？',
      measured: '由 {{makers}} 个卷积产生；有 {{readers}} 层读取它们。',
    },
    costs: {
      ask: '同样去掉 30%，哪种剪法损失的准确率最多？',
      options: { inside: '块内', stages: '阶段', both: '两者都剪' },
      measured: '之前 {{before}}。块内 {{inside}}，阶段 {{stages}}，两者 {{both}}。',
    },
    shape: {
      ask: '只在块内剪枝的网络是什么形状？',
      options: { hourglass: '沙漏', wallet: '钱包', stages: '阶段窄、块内宽', whole: '都不是：没有变窄' },
      measured: '块内失去 {{inside}} 的通道，阶段失去 {{stages}}。',
    },
    equal: {
      ask: '短暂训练之后，哪一个更准？',
      options: { inside: '块内剪 30%', both: '处处剪 15%', same: '差别不超过偶然误差' },
      measured: '只剪块内：{{inside}}，乘加量为 {{macsInside}}。处处都剪：{{both}}，乘加量为 {{macsBoth}}。',
    },
  },
};

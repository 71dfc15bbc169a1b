import type { structure as English } from '../../en/lessons/structure.ts';
import type { Messages } from '../../messages.ts';

export const structure: Messages<typeof English> = {
  title: '结构与真实速度',
  summary: '五分之四的权重是 0。网络会快五倍吗？',
  measures: '本机的前向用时、准确率',
  pages: {
    two: {
      title: '两种剪法',
      text: '非结构化剪枝把单个权重置 0，不管它们在哪里。结构化剪枝拿走整个滤波器和属于它的一切。\n这里的网络是用于 CIFAR-10 的小型 VGG。',
    },
    masked: {
      title: '掩码与时间',
      text: '把全部权重的 80% 置 0。真正需要的乘法只剩五分之一。各层的形状不变。',
    },
    timeWeights: {
      title: '按下秒表',
      text: '先剪掉权重，再在这台电脑上轮流给每种网络计时三十次：对 64 张图像做一次前向。',
      act: '剪枝并计时',
    },
    compacted: {
      title: '整个滤波器',
      text: '现在每个卷积层去掉一半滤波器。压实把它们连同读取它们的输入一起切掉：网络真的变小了。',
    },
    timeFilters: {
      title: '再计一次时',
      text: '重新从起点开始：去掉一半滤波器。“掩码”在原处放零，“压实”则完全没有它们。',
      act: '剪枝并计时',
    },
    accuracy: {
      title: '代价',
      text: '速度不是白来的。每层去掉五分之一的滤波器；作为对照，再逐个去掉每层里同样多的最小权重。都不训练。',
    },
    compare: {
      title: '数量相同，位置不同',
      text: '两种剪法留下同样多的权重，在 500 张测试图像上测量。',
      act: '测量两种',
    },
    end: {
      title: '你发现了什么',
      text: '稠密运算不会跳过零：非结构化稀疏节省存储，只有专门的硬件或内核才能让它省时间。EIE 就是这样的芯片；“开销”视图可以模拟一个。\n去掉整个滤波器在哪里都省时间，但准确率下降之前能去掉的更少。微调能弥补一部分差距。',
    },
  },
  questions: {
    masked: {
      ask: '80% 为零的网络快多少？',
      options: {
        no: '不更快（不到 1.1 倍）',
        some: '1.1 到 1.7 倍',
        double: '1.7 到 3 倍',
        five: '3 倍以上',
      },
      measured: '稠密：{{dense}}。掩码：{{masked}}。速度是原来的 {{speedUp}} 倍。',
    },
    compacted: {
      ask: '只剩一半滤波器的压实网络快多少？',
      options: {
        no: '不更快（不到 1.1 倍）',
        some: '1.1 到 1.7 倍',
        double: '1.7 到 3 倍',
        more: '3 倍以上',
      },
      measured: '稠密：{{dense}}。掩码：{{masked}}。压实：{{compacted}}，速度是稠密的 {{speedUp}} 倍。',
    },
    accuracy: {
      ask: '哪种剪法保留的准确率更高？',
      options: { weights: '单个权重', filters: '整个滤波器', same: '差别不超过偶然误差' },
      measured: '都留下 {{kept}} 的权重：单个权重 {{weights}}，滤波器 {{filters}}；之前为 {{before}}。',
    },
  },
};

import type { init as English } from '../../en/lessons/init.ts';
import type { Messages } from '../../messages.ts';

export const init: Messages<typeof English> = {
  title: '训练之前剪枝',
  summary: '还没有一个权重学到东西。剪谁？',
  measures: '各层保留多少、短暂训练后的准确率',
  pages: {
    idea: {
      title: '先剪枝',
      text: '既然大多数权重终归要去掉，何必训练它们？这里的网络没有训练过：权重是随机的。第一批之前先去掉 98%，再训练剩下的。\n所有剪法都把各层的权重放在一起比较。',
    },
    collapse: {
      title: '先剪最小的？',
      text: '绝对值是常用的准则。但一层的输入越多，初始权重就抽得越小：fc1 有 784 个输入，fc2 有 300 个，fc3 有 100 个。剩下不到 0.5%，我们就说几乎什么都没剩。',
    },
    cut: {
      title: '按绝对值剪',
      text: '网络图显示各层保留多少。',
      act: '按绝对值剪掉 98%',
    },
    best: {
      title: '四种选法',
      text: '随机。按绝对值。SNIP：看损失对一个连接有多敏感，即若干图像上的 |g·w|。SynFlow：看有多少信号流过它，不用图像，分一百小轮。',
    },
    worst: {
      title: '最差的呢？',
      text: '四种方法各保留 2% 的权重，各用同样的 300 批训练。',
    },
    train: {
      title: '剪枝并训练',
      text: '会产生八行，每种准则两行。准确率在全部 10,000 张测试图像上测量。',
      act: '四种都剪并训练',
    },
    end: {
      title: '你发现了什么',
      text: '一层被剪断，什么都过不去，不管其余选得多好。SynFlow 正是为避免这一点而设计的。\n这样的网络能否胜过训练之后再剪枝，尚无定论：在高稀疏度下，后来的论文大多说不能。请与彩票假说比较。',
    },
  },
  questions: {
    collapse: {
      ask: '按绝对值剪会几乎剪空哪一层？',
      options: { fc1: 'fc1', fc2: 'fc2', fc3: 'fc3', none: '都不会' },
      measured: '保留：fc1 {{fc1}}，fc2 {{fc2}}，fc3 {{fc3}}。',
    },
    best: {
      ask: '哪种准则得到的网络最好？',
      options: { random: '随机', magnitude: '绝对值', snip: 'SNIP', synflow: 'SynFlow' },
      measured: '随机 {{random}}，绝对值 {{magnitude}}，SNIP {{snip}}，SynFlow {{synflow}}。',
    },
    worst: {
      ask: '哪种准则得到的网络最差？',
      options: { random: '随机', magnitude: '绝对值', snip: 'SNIP', synflow: 'SynFlow' },
      measured:
        '最差：{{right}}。随机 {{random}}，绝对值 {{magnitude}}，SNIP {{snip}}，SynFlow {{synflow}}。',
    },
  },
};

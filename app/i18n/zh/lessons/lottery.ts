import type { lottery as English } from '../../en/lessons/lottery.ts';
import type { Messages } from '../../messages.ts';

export const lottery: Messages<typeof English> = {
  title: '彩票假说',
  summary: '重要的是掩码，还是掩码加上它最初的权重？',
  measures: '回退的与重抽的稀疏网络的准确率',
  pages: {
    idea: {
      title: '一次幸运的抽取',
      text: '训练，剪枝，再把留下的权重放回最初的值。Frankle 与 Carbin 说：这样的稀疏网络能训练得和完整网络一样好，因为它最初的权重是一次幸运的抽取。他们称之为中奖彩票。',
    },
    train: {
      title: '找出掩码',
      text: '用每批 60 张图像训练 LeNet-300-100，共 1,000 批。然后每层按绝对值剪掉 95% 的权重。',
      act: '训练并剪枝',
    },
    start: {
      title: '回到起点',
      text: '回退让幸存的权重重新取最初的随机值；掩码不变。这些值还没有经过任何训练。',
    },
    rewind: {
      title: '回退',
      text: '名为 ticket 的那一行是掩码下最初的权重。',
      act: '回退到起点',
    },
    winner: {
      title: '彩票对对照',
      text: '训练这张彩票。再训练一个对照：同样的掩码，但权重重新抽取。图像和批次都相同。',
    },
    dense: {
      title: '彩票对完整网络',
      text: '完整网络也训练了同样多批，权重却是二十倍。',
    },
    race: {
      title: '比赛',
      text: '两者都训练 1,000 批；准确率在全部 10,000 张测试图像上测量。',
      act: '训练彩票和对照',
    },
    end: {
      title: '你发现了什么',
      text: '一次运行只是一次抽取：配方菜单里的“多个种子”可以重复它。\n论文反复剪枝，每次剪掉五分之一，并训练 50,000 批；一次剪完得到的彩票较弱。Liu 等人发现，在大学习率和结构化剪枝下，重新抽取的权重同样好。',
    },
  },
  questions: {
    start: {
      ask: '回退后的网络，未经训练有多准？',
      options: { chance: '和瞎猜一样（低于 20%）', some: '20% 到 60%', most: '超过 60%' },
      measured: '回退后：{{rewound}}。未训练的完整网络：{{untrained}}。',
    },
    winner: {
      ask: '训练之后，哪一个更准？',
      options: { ticket: '彩票', control: '对照', same: '差别不超过偶然误差' },
      measured: '彩票 {{ticket}}，对照 {{control}}：相差 {{difference}} 个百分点。',
    },
    dense: {
      ask: '训练后的彩票与完整网络相比如何？',
      options: { above: '高 1 个百分点以上', within: '相差不到 1 个百分点', below: '低 1 个百分点以上' },
      measured: '完整 {{dense}}，彩票 {{ticket}}：相差 {{difference}} 个百分点。',
    },
  },
};

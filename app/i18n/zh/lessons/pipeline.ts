import type { pipeline as English } from '../../en/lessons/pipeline.ts';
import type { Messages } from '../../messages.ts';

export const pipeline: Messages<typeof English> = {
  title: '训练、剪枝、微调',
  summary: '剪枝会伤到网络，再训练能治好它：用你自己的网络走完三步。',
  measures: '三个步骤之后各自的准确率',
  pages: {
    three: {
      title: '三个步骤',
      text: '网络先学会哪些连接重要；然后剪掉弱的；最后让留下的从现有的权重出发继续训练。\n左侧的配方里，每个步骤会占一行。起点是未训练的 LeNet-300-100。',
    },
    train: {
      title: '第一步：训练',
      text: '把 60,000 个手写数字看两遍，只要几秒钟。底部的曲线会跟着训练走。',
      task: '训练 2 轮：在右侧选“训练”，或者按下按钮。',
      act: '训练 2 轮',
    },
    drop: {
      title: '剪枝之前',
      text: '接下来每层一次剪掉最小的 95% 权重。二十个里只留一个。',
    },
    prune: {
      title: '第二步：剪枝',
      text: '剪掉的权重正好变成 0，并且一直是 0：掩码记住了它们。',
      task: '从训练好的网络出发，按绝对值剪掉 95% 的权重。',
      act: '剪掉 95%',
    },
    back: {
      title: '修复之前',
      text: '现在用十分之一的学习率让留下的权重再训练两轮。剪掉的不能回来。',
    },
    tune: {
      title: '第三步：微调',
      text: '还是那些图像，只用 5% 的权重。',
      task: '用学习率 0.0001 把剪枝后的网络微调 2 轮。',
      act: '微调',
    },
    hole: {
      title: '会掉进空洞吗？',
      text: '剪枝后 fc1 在 0 附近没有保留的权重：直方图在两个峰之间有一个空洞。微调会移动幸存的权重。',
    },
    inside: {
      title: '看看空洞里',
      text: 'A 是微调后的网络，B 是剪枝后的。页面数一数 fc1 中现在比剪枝时所有幸存者都小的权重。',
      act: '数一数',
    },
    end: {
      title: '你发现了什么',
      text: '剪枝丢掉的准确率，让剩下的再学一学大多会回来；剪掉的权重仍然是 0。\nHan 等人每次只剪一点，剪了再训，反复多次，比一次剪完走得更远。剪枝步骤里的“进度安排”就是做这件事的。',
    },
  },
  questions: {
    drop: {
      ask: '剪掉 95% 要损失多少个百分点的准确率？',
      options: { little: '不到 2 个', some: '2 到 10 个', much: '10 到 40 个', most: '超过 40 个' },
      measured: '从 {{trained}} 到 {{pruned}}：{{lost}} 个百分点。',
    },
    back: {
      ask: '丢掉的能回来多少？',
      options: {
        little: '不到三分之一',
        half: '三分之一到三分之二',
        most: '超过三分之二，但不是全部',
        all: '全部（97% 以上）',
      },
      measured: '训练后 {{trained}}，剪枝后 {{pruned}}，微调后 {{tuned}}：损失的 {{returned}} 回来了。',
    },
    hole: {
      ask: 'fc1 有多少幸存的权重会移进空洞？',
      options: { none: '没有，或几乎没有', few: '不到十分之一', many: '超过十分之一' },
      measured: '现在有 {{inside}} 的幸存权重在空洞里。',
    },
  },
};

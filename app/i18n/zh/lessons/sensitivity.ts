import type { sensitivity as English } from '../../en/lessons/sensitivity.ts';
import type { Messages } from '../../messages.ts';

export const sensitivity: Messages<typeof English> = {
  title: '敏感度',
  summary: '一次只剪一层：哪一层最先崩溃？',
  measures: '逐层的准确率随稀疏度的变化',
  pages: {
    idea: {
      title: '一次一层',
      text: '取一个训练好的 LeNet-5：conv1、conv2、fc1、fc2。只剪一层，其余保持完整，测量；然后换下一层。\n曲线说明每一层单独能走多远。准确率下降超过 5 个百分点时，我们说这一层崩溃了。',
    },
    first: {
      title: '最弱的一层',
      text: 'conv1 有 500 个权重，conv2 有 25,000 个，fc1 有 400,000 个，fc2 有 5,000 个。每层先去掉最小的权重。',
    },
    last: {
      title: '最强的一层',
      text: '冗余各不相同：有的层只剩百分之一的权重仍能工作。',
    },
    curves: {
      title: '测量',
      text: '四层、十二个稀疏度，在 500 张测试图像上测量：先立刻得到粗略的曲线，再逐渐变细。',
      task: '按视图里的“测量”，或者按这里的按钮。',
      act: '测量所有层',
    },
    filters: {
      title: '整个滤波器',
      text: '现在去掉整个滤波器和神经元，L1 范数最小的先走。fc2 不参加：它的神经元就是那十个答案。',
    },
    filterCurves: {
      title: '测量滤波器',
      text: '同样的测量，单位换成整个通道；读取该通道的权重也一起失去。',
      task: '在视图中选滤波器而不是单个权重，再测量；或者按这里的按钮。',
      act: '测量滤波器',
    },
    sharing: {
      title: '有什么用',
      text: '既然各层不同，给所有层同一个比例就是浪费。要去掉全部权重的 95%：要么每层 95%，要么去掉整个网络里最小的，不论在哪一层。',
    },
    compare: {
      title: '比较',
      text: '两种剪法都在 500 张图像上测量，不训练。第二种留在面板里，你可以执行它。',
      act: '比较两种',
    },
    end: {
      title: '你发现了什么',
      text: 'Han 等人在 AlexNet 上发现第一个卷积层最敏感，全连接层最不敏感。你的网络是另一个：相信你的曲线，而不是规则。\n单独一层说明不了全部：几层同时剪枝，误差会累加。',
    },
  },
  questions: {
    first: {
      ask: '去掉权重时，哪一层最先崩溃？',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1', fc2: 'fc2' },
      measured: '{{layer}} 最先崩溃：去掉 {{sparsity}} 的权重后准确率为 {{accuracy}}，之前为 {{base}}。',
    },
    last: {
      ask: '哪一层撑得最久？',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1', fc2: 'fc2' },
      measured: '{{layer}} 撑得最久：在最后一点准确率为 {{accuracy}}，之前为 {{base}}。',
    },
    filters: {
      ask: '去掉整个滤波器时，哪一层最先崩溃？',
      options: { conv1: 'conv1', conv2: 'conv2', fc1: 'fc1' },
      measured: '{{layer}} 最先崩溃，在 {{sparsity}} 处：准确率 {{accuracy}}，之前为 {{base}}。',
    },
    sharing: {
      ask: '同样去掉 95%，哪种剪法保留的准确率更高？',
      options: { uniform: '每层相同的比例', global: '整个网络里最小的', same: '差别不超过偶然误差' },
      measured: '每层相同：{{uniform}}。全网最小：{{global}}。',
    },
  },
};

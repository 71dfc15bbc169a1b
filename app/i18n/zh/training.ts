import type { training as english } from '../en/training.ts';
import type { Messages } from '../messages.ts';

export const training: Messages<typeof english> = {
  more: '学习率计划、惩罚项、教师、验证',
  schedule: {
    label: '训练过程中的学习率',
    constant: '不变',
    step: '在 ½ 和 ¾ 处降为十分之一',
    stepOther: '在 {{places}} 处下降',
    cosine: '余弦，降到 0',
  },
  penalties: {
    title: '惩罚项',
    hint: '学习时把权重拉向 0；加在梯度上，不作用于偏置。',
    l1: '权重的 L1',
    l2: '权重的 L2',
    slimming: '批归一化缩放 γ 的 L1',
    slimmingHint:
      '网络瘦身（Liu 2017）：用不着的通道会得到很小的 γ，再用准则“BN 缩放”剪掉。训练途中也可以更改。',
    slimmingNone: '这个网络没有批归一化。',
    groupLasso: '滤波器的组 lasso',
    groupLassoHint: '把整个滤波器一起拉向 0（Wen 2016）：λ · √n · ‖滤波器‖。',
  },
  teacher: {
    title: '教师',
    none: '没有教师',
    label: '学习哪个快照的 logits',
    hint: '知识蒸馏（Hinton 2015）：同时学习标签和教师软化后的答案。',
    temperature: '温度',
    weight: '教师的占比',
    refine: '同时修正教师的答案',
    refineHint: '标签修正（CURL，Luo & Wu 2020）：每张训练图像的教师 logits 也一起训练，适合小数据集。',
    labelRate: '它们的学习率',
    mixup: 'Mixup 的 α（0 表示关闭）',
    mixupHint: '把图像和标签两两混合（Zhang 2018）。',
    mixupNone: '混合后的图像没有自己的答案可供修正。',
  },
  validation: {
    label: '留出一部分训练图像并测量',
    hint: '最后一部分训练图像不参与训练；它们的损失最小的那一批就是早停位置（Frankle & Carbin 2019）。',
    images: '图像数',
    every: '每隔多少批',
  },
  scaleDropout: '权重剪得越多，dropout 越弱',
  scaleDropoutHint: '前一层的 D · √(保留 / 全部)（Han 2015，式 2）。',
  loss: {
    title: '得到 A 的那次训练的损失',
    train: '训练批',
    held: '留出的图像',
    chart: '{{batches}} 批中的损失',
    batch: '批',
    loss: '损失（交叉熵，nat）',
    curve: '曲线',
    low: '下限',
    high: '上限',
    point: '{{name}}，第 {{batch}} 批：{{loss}}',
    earlyStop:
      '{{images}} 张留出图像的损失在第 {{batch}} 批最小：这就是早停位置。训练批的点是自上一个点以来的平均，不含惩罚项。',
    noValidation:
      '自上一个点以来各批的平均，不含惩罚项。留出一些图像（步骤“训练”），就能看到从哪里起学习不再有帮助。',
  },
  curve: {
    label_one: '{{count}} 轮之后的稀疏度：{{sparsity}}',
    label_other: '逐轮的稀疏度，{{count}} 轮之后达到 {{sparsity}}',
    grip: '进度的终点：上下改稀疏度，左右改轮数',
    end_one: '{{count}} 轮之后 {{sparsity}}',
    end_other: '{{count}} 轮之后 {{sparsity}}',
    round: '轮',
  },
  live: {
    slimming: '从下一批起，批归一化缩放 γ 的 L1',
  },
};

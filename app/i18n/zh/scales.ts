import type { scales as english } from '../en/scales.ts';
import type { Messages } from '../messages.ts';

export const scales: Messages<typeof english> = {
  title: '网络瘦身：批归一化的缩放 γ',
  explain:
    '每个通道都要乘以它的 γ。训练时对 γ 加 L1 惩罚（步骤“训练”的惩罚项），会把用不着的通道的 γ 推向 0；然后在所有层中一起剪掉最小的那些。',
  chart: '{{amount}} 个时刻所有通道的 |γ|',
  chartNow: '所有通道现在的 |γ|',
  xLabel: '|γ|',
  now: '现在',
  row: '{{training}}，第 {{epoch}} 轮',
  bin: '{{row}}：{{amount}} 个通道的 |γ| 在 {{from}} 到 {{to}} 之间',
  moment: '时刻',
  smallest: '最小 |γ|',
  median: '中位 |γ|',
  largest: '最大 |γ|',
  nothing: '记录一次训练，就能看到 γ 逐轮如何变化。',
  share: '要剪掉的通道（所有层一起）',
  cut: '{{share}} 的通道 |γ| ≤ {{threshold}}。',
  nodes: '各归一化层剪掉：{{list}}',
  node: '{{node}} {{channels}} 个中的 {{cut}} 个',
  setUp: '设置这次剪枝',
  cliffTitle: '悬崖',
  cliffExplain:
    '刚剪完、不经任何训练的准确率，在这里实测。瘦身过的网络先保持平稳，然后突然下跌；微调能找回大部分。',
  measure: '测量悬崖',
  again: '重新测量',
  measuring: '已测量 {{total}} 次剪枝中的 {{done}} 次',
  cliffChart: '按 |γ| 剪掉一定比例通道后的准确率',
  cliffSeries: '剪枝之后',
  point: '剪掉 {{share}} 的通道：在 {{images}} 张测试图像上为 {{accuracy}}',
  columns: {
    series: '曲线',
    share: '剪掉的通道',
    accuracy: '准确率',
    low: '下限',
    high: '上限',
  },
  base: '剪枝前：{{share}}',
  images: '在前 {{images}} 张测试图像上测量。',
};

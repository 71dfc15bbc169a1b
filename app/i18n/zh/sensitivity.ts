import type { sensitivity as english } from '../en/sensitivity.ts';
import type { Messages } from '../messages.ts';

export const sensitivity: Messages<typeof english> = {
  explain: '每次只把一层剪到各个程度，其余各层保持完整，并实测准确率。曲线下降得越早，这一层越敏感。',
  granularity: '剪枝对象',
  weight: '单个权重',
  filter: '整个滤波器',
  measure: '测量',
  continue: '继续测量',
  again: '重新测量',
  empty: '这个快照还没有测量过。测量需要若干秒；测得的点会逐个出现。',
  running: '已测的点：{{amount}}',
  cancelled: '已停止。已测得的点仍然有效。',
  chart: '准确率随稀疏度的变化，每层一条曲线：{{layers}}',
  title: '只剪一层时的准确率，在 {{images}} 张测试图像上，误差线为 95 % 区间',
  sparsity: '本层被剪的比例',
  accuracy: '准确率',
  base: '剪前 {{share}}',
  point: '{{layer}}\n剪去 {{sparsity}}\n准确率 {{accuracy}}（{{low}} – {{high}}）',
  layerColumn: '层',
  low: '下限',
  high: '上限',
  breaks: '{{layer}} 最先失守：剪去 {{sparsity}} 时，准确率下降 {{points}} 个百分点，到 {{accuracy}}。',
  soFar: '目前：{{text}}',
  holds: '在目前测过的程度上，没有哪一层的损失超过 5 个百分点。',
};

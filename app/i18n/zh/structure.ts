import type { structure as english } from '../en/structure.ts';
import type { Messages } from '../messages.ts';

export const structure: Messages<typeof english> = {
  explain:
    '通道从不单独离开：它的归一化参数、后面各层读取它的权重都随之剪去。相加的两边必须有相同的通道，所以同一残差阶段的各层要剪同样的通道。',
  explainPlain: '通道从不单独离开：它的归一化参数、后面各层读取它的权重都随之剪去。',
  widths: '各层的通道数（沿深度）',
  widthsLabel: '各层在起点、现在以及下一步之后的通道数：{{layers}}',
  headings: { layer: '层', before: '起点', now: '现在', next: '下一步之后' },
  column: '{{layer}}\n通道 {{now}} / {{before}}',
  columnNext: '{{layer}}\n通道 {{now}} / {{before}}\n下一步之后：{{next}}',
  legend: {
    now: '现在的通道',
    after: '下一步之后的通道',
    doomed: '将随下一步剪去',
    gone: '自起点以来已剪去',
    arc: '剪同样的通道',
  },
  shapes: {
    whole: { name: '尚未剪枝。', why: '块内与各阶段都和起点一样宽。' },
    hourglass: {
      name: '沙漏形。',
      why: '块内失去了 {{inside}} 的通道，各阶段失去 {{stages}}：中间窄，两头宽。相加处的宽度不变。',
    },
    wallet: {
      name: '钱包形。',
      why: '块内失去了 {{inside}} 的通道，各阶段失去 {{stages}}：处处变窄，相加所传的通道也变少。',
    },
    stages: {
      name: '阶段变窄。',
      why: '各阶段失去了 {{stages}} 的通道，块内失去 {{inside}}：块反而显得更宽。',
    },
  },
  shapeNext: '已把下一步计算在内。',
  noAdditions: '这个网络没有把几层连在一起的相加：每一组都可以单独剪，也就没有沙漏形或钱包形之分。',
  levels: '剪块内，还是剪整个阶段？',
  levelsExplain:
    '都从这个快照出发，按 L1 剪去同样比例的通道，不训练。准确率在 {{images}} 张测试图像上实测，权重与乘加为精确计数。可把其中一种设为下一步并应用，再回到这个快照试另一种。',
  share: '通道的比例',
  level: '剪什么',
  accuracy: '准确率',
  keptWeights: '剩余权重',
  macs: '剩余乘加',
  before: '剪前 {{share}}',
  use: '设为下一步',
  used: '已设定 ✓',
  levelNames: {
    inside: { name: '块内的滤波器', hint: '各阶段宽度不变：沙漏形' },
    stages: { name: '残差阶段', hint: '相连的各层剪同样的通道' },
    both: { name: '两者都剪', hint: '滤波器与阶段：钱包形' },
  },
  groups: '哪些必须一起剪',
  layers: '剪同样通道的层',
  place: '位置',
  places: { stage: '残差阶段', inside: '块内', plain: '主链上' },
  channels: '通道数',
  readers: '由谁读取',
  keptOf: '{{kept}} / {{all}}',
  separator: '、',
  fixed: '不能剪通道的层：{{layers}}。它们的通道就是各个类别，或者与输入相加。',
  cannot: '{{layer}} 不能剪通道：它的通道就是各个类别，或者与输入相加。',
  detail: {
    channel: '剪去通道',
    channelOf: '{{layer}} 的通道',
    removes: '（{{layer}}）时，一并剪去',
    stays: '（{{layer}}）不可行：它通到输出，或者与输入相加。',
  },
  parts: {
    own: '通道 {{places}}',
    norm: '归一化 {{places}}',
    reader: '输入 {{places}}',
    readerMany: '{{amount}} 个输入：{{places}}',
  },
};

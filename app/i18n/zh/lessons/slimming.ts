import type { slimming as English } from '../../en/lessons/slimming.ts';
import type { Messages } from '../../messages.ts';

export const slimming: Messages<typeof English> = {
  title: '网络瘦身',
  summary: '训练时加一个惩罚，把通道推向 0，剪掉它们就不花代价。',
  measures: '缩放因子 γ、剪掉 80% 通道后的准确率',
  pages: {
    idea: {
      title: '每个通道一个音量旋钮',
      text: '批归一化给每个通道乘上一个数 γ。γ 接近 0，这个通道就沉默了。\n网络瘦身在损失上加 λ·|γ|：训练自己会把用不着的调小。这里的网络是 784-500-300-10，即论文 MNIST 实验所用的网络。',
    },
    small: {
      title: '被调小了',
      text: '同一起点的两个网络：一个普通训练，一个带惩罚。各有 800 个缩放因子。小于最大值十分之一的，我们称为小。',
    },
    train: {
      title: '训练两个网络',
      text: '各训练两轮。论文用 30 轮和 λ = 0.0001；为了在两轮内达到效果，这里 λ 取 0.01。',
      act: '训练两个网络',
    },
    cut: {
      title: '剪掉五分之四',
      text: '每层去掉 |γ| 最小的 80% 通道：只剩 784-100-60-10。之后不训练。“挺过来”是指损失不到 5 个百分点。',
    },
    prune: {
      title: '剪两个网络',
      text: '两个网络用同样的剪法。“结构”视图显示各层宽度。',
      act: '剪掉 80% 的通道',
    },
    tuned: {
      title: '再训练一点',
      text: '瘦身后的网络不带惩罚再训练半轮。',
    },
    tune: {
      title: '微调',
      text: '用十分之一的学习率训练半轮。然后把小网络与保留全部通道的普通网络相比。',
      act: '微调瘦身后的网络',
    },
    end: {
      title: '你发现了什么',
      text: '只有训练时让 γ 有所顾忌，它才说明一个通道有多响：没有惩罚，γ 小并不说明什么。\n论文对整个网络用同一个阈值；但对这个网络，统一阈值会剪空一层，所以每层剪 80%。我们也这样做。',
    },
  },
  questions: {
    small: {
      ask: '带惩罚训练之后，有多少缩放因子是小的？',
      options: { few: '不到 30%', half: '30% 到 70%', most: '超过 70%' },
      measured: '普通训练：{{plain}} 是小的。带惩罚：{{slim}}。',
    },
    cut: {
      ask: '哪个网络挺过了剪枝？',
      options: { plain: '只有普通训练的', slim: '只有带惩罚的', both: '两个都', neither: '两个都没有' },
      measured: '普通：{{trainedPlain}} → {{cutPlain}}。带惩罚：{{trainedSlim}} → {{cutSlim}}。',
    },
    tuned: {
      ask: '这时小网络与普通的完整网络相比如何？',
      options: { below: '低 1 个百分点以上', within: '相差不到 1 个百分点', above: '高 1 个百分点以上' },
      measured: '普通、完整：{{plain}}。瘦身后，留下 {{kept}} 的权重：{{tuned}}。',
    },
  },
};

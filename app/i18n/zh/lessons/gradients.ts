import type { gradients as English } from '../../en/lessons/gradients.ts';
import type { Messages } from '../../messages.ts';

export const gradients: Messages<typeof English> = {
  title: '梯度稀疏与 DGC',
  summary: '四台工作机只发送百分之一的梯度。训练还行得通吗？',
  measures: '传输的字节、准确率、扣留值的年龄',
  pages: {
    workers: {
      title: '许多工作机，一个网络',
      text: '几台机器训练同一个网络，各自负责一批图像的一部分。每批之后交换梯度：有多少权重，就有多少个数。\n大多数梯度很小。何必全部发送？',
    },
    bytes: {
      title: '一条消息多少字节',
      text: '每台工作机只发送最大的 1% 梯度。发送一个值要 32 比特，另用 16 比特说明它前面有多少个零。',
    },
    worst: {
      title: '三种规则',
      text: '“稠密”全部发送。“阈值”发送大的，其余加到下一步。DGC 扣留的是动量而不是裸梯度，迟到的值仍起到它本该起的作用。\n起点相同，各训练 150 批。',
    },
    age: {
      title: '旧消息',
      text: '被扣留的值要等到累积得足够大。实验室会数出一个值距上次发送过了多少批。',
    },
    lab: {
      title: '让它们训练',
      text: '四台模拟的工作机，批大小 128，学习率 0.1，动量 0.9，一种规则接着一种。然后各在全部测试图像上测试。',
      task: '用实验室最初的设置按“比较”，或者按这里的按钮。',
      act: '比较三种规则',
    },
    switches: {
      title: '试试开关',
      text: 'DGC 有四个开关：动量修正、本地裁剪、因子遮蔽、预热。拨动一个，再比较一次，看看曲线。已完成的规则会留下。',
    },
    end: {
      title: '你发现了什么',
      text: '只要延迟没有破坏动量，推迟的就不会丢失。\nLin 等人只发送 0.1%，并在头几轮里逐步提高稀疏度；超过 65,535 个零的空档需要填充项，实验室也计算在内。常被引用的 99.9% 说的是交换，不是权重。',
    },
  },
  questions: {
    bytes: {
      ask: '只发送 1% 的值，字节数少多少倍？',
      measured: 'DGC 发送的字节数是稠密交换的 1/{{times}}。',
    },
    worst: {
      ask: '哪种规则最后的准确率最低？',
      options: { dense: '稠密', threshold: '阈值', dgc: 'DGC', same: '差别不超过偶然误差' },
      measured: '稠密 {{dense}}，阈值 {{threshold}}，DGC {{dgc}}。',
    },
    age: {
      ask: '用 DGC 时，被扣留的值平均有多旧？',
      options: { few: '不到 10 批', tens: '10 到 100 批', hundreds: '100 批以上' },
      measured: '整个训练中平均 {{steps}} 批。',
    },
  },
};

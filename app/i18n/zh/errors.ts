import type { errors as en } from '../en/errors.ts';
import type { Messages } from '../messages.ts';

/** 错误代码的说明与对策。 */
export const errors: Messages<typeof en> = {
  'backend-unavailable': {
    title: '此浏览器不支持所选的计算后端。',
    action: '页面已改用其他后端，详见顶栏的后端标识。',
  },
  'backend-self-test-failed': {
    title: '某个计算后端自检结果有误，已停用。',
    action: '页面已改用其他后端。更新浏览器或显卡驱动可能有帮助。',
  },
  'context-lost': {
    title: '计算过程中显卡被系统收回。',
    action: '最近完成的快照仍在。请重新运行这一步，或换一个后端。',
  },
  'dataset-missing': {
    title: '无法获取图像数据。',
    action: '请检查网络后重试；已下载的图像会保留。',
  },
  'dataset-damaged': {
    title: '下载的图像数据已损坏。',
    action: '请刷新页面重新下载。',
  },
  'dataset-unknown': {
    title: '配方引用了本页没有的数据集。',
    action: '请在顶栏选择网络与数据集。',
  },
  'invalid-images': {
    title: '这些文件中没有可以读入的图像。',
    action: '请选择一个文件夹（每个类别一个子文件夹）、装有它的 zip，或 IDX 文件。',
  },
  'invalid-link': {
    title: '无法从这个链接读出配方。',
    action: '链接可能不完整，请重新索取；现已打开默认网络。',
  },
  'invalid-network': {
    title: '配方中的网络无效。',
    action: '请按下方提示的位置修改配方。',
  },
  'invalid-recipe': {
    title: '配方无效。',
    action: '请按下方提示的位置修改配方。',
  },
  'invalid-weights': {
    title: '权重文件无法读取，或与网络不匹配。',
    action: '请检查配方引用的权重文件，或打开未训练的网络。',
  },
  'layer-emptied': {
    title: '这一步会把某一层剪空。',
    action: '请减小剪枝量，或不剪这一层。',
  },
  'link-version': {
    title: '这个链接由其他版本的页面生成。',
    action: '请用对应版本打开；现已打开默认网络。',
  },
  'not-a-number': {
    title: '损失已不再是有效数值（NaN）。',
    action: '上一个正常的快照仍在。请试试更小的学习率。',
  },
  'out-of-memory': {
    title: '设备内存不足。',
    action: '请减小批大小、关闭其他标签页，或换一个后端。',
  },
  'own-images-missing': {
    title: '这台电脑上没有该配方所用的图像。',
    action: '请打开图像文件，或已保存的会话。',
  },
  'preset-unknown': {
    title: '配方引用了本页没有的网络。',
    action: '请在顶栏选择网络与数据集。',
  },
  'step-impossible': {
    title: '这一步无法用于当前网络。',
    action: '请换一组设置；下方说明了哪里不合适。',
  },
  'invalid-session': {
    title: '这个文件不是 Pruning Lab 的会话，或者已经损坏。',
    action: '请选择由“保存会话”得到的文件。当前打开的内容不受影响。',
  },
  'session-lost': {
    title: '浏览器已不再保存这个会话的全部权重。',
    action: '已改为打开它的配方：重新运行即可得到每一步的结果。',
  },
  'storage-full': {
    title: '浏览器存储空间已满。',
    action: '后续快照只保存在内存中。关闭页面前请先保存配方。',
  },
  'worker-died': {
    title: '计算中断了。',
    action: '已完成的快照仍在。请重新运行这一步。',
  },
  unexpected: {
    title: '发生了意料之外的错误。',
    action: '请重试；若再次出现，请保存配方并刷新页面。',
  },
};

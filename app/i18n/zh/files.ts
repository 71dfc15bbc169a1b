import type { files as english } from '../en/files.ts';
import type { Messages } from '../messages.ts';

/** 文件、会话与导出的文字。 */
export const files: Messages<typeof english> = {
  open: '打开文件…',
  openHint: '会话（.zip）或配方（.json）；也可以直接拖入或粘贴到页面任意位置',
  sessions: '本机上的会话…',
  saveSession: '保存会话',
  saveRecipe: '保存配方',
  takeHome: '带走快照 A',
  weights: '权重（safetensors）',
  masks: '掩码（safetensors）',
  preparing: '正在生成文件…',
  drop: '松开鼠标即可打开会话或配方',
  unknownFile: '这里无法打开这种文件',
  unknownFileText: '{{name}}：需要会话（.zip）或配方（.json）。',
  dialog: {
    title: '本机上的会话',
    explain: '你做的一切连同全部权重都由浏览器保存，只保存在这台电脑上。最多保留最近的 {{most}} 个会话。',
    empty: '还没有保存任何会话。做出第一步后就会开始保存。',
    name: '这个会话的名称',
    unnamed: '{{dataset}} 上的 {{network}}',
    current: '当前打开',
    rows_one: '{{count}} 个快照',
    rows_other: '{{count}} 个快照',
    accuracy: '准确率 {{share}}',
    kept: '保留权重 {{share}}',
    openIt: '打开',
    remove: '删除',
    removeNamed: '删除 {{title}}',
    confirm: '确定永久删除？',
    keep: '保留',
    close: '关闭',
  },
};

/** Under which key words are found, and what fills their placeholders. */
export interface WordKey {
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
}

const NETS: Readonly<Record<string, { readonly net: string; readonly short: string }>> = {
  'lenet-300-100': { net: 'LeNet-300-100', short: '300-100' },
  'lenet-5': { net: 'LeNet-5', short: 'LeNet-5' },
};
const NET = /lenet-300-100|lenet-5/;
const LAYER = /\b(?:conv|fc)\d+\b/;
const NUMBERS = ['n', 'm'] as const;

/**
 * The key of an id or an English label of the studies. What varies in regular ones is taken out of it, so that one
 * sentence does for all: `ticket-dense-7` has the key `ticket-dense-N` with n = 7, `width-conv2` `width-layer` with
 * layer = conv2, `fig. 4` `fig-N` with n = 4.
 */
export function toWordKey(text: string): WordKey {
  const values: Record<string, string> = {};
  const numbers: string[] = [];
  const key = text
    .replace(NET, (net) => {
      Object.assign(values, NETS[net]);
      return 'net';
    })
    .replace(LAYER, (layer) => {
      values.layer = layer;
      return 'layer';
    })
    .toLowerCase()
    .replaceAll('§', 's')
    .replace(/\.(?!\d)/g, '')
    .split(/[^a-z0-9.]+/)
    .filter((part) => part !== '')
    .map((part) => {
      if (!/^\d+(\.\d+)?$/.test(part)) return part;
      numbers.push(part);
      return 'N';
    })
    .join('-');
  for (const [place, name] of NUMBERS.entries()) if (numbers[place]) values[name] = numbers[place];
  return { key, values };
}

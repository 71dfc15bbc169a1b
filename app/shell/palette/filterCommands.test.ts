import { describe, expect, it } from 'vitest';
import { type Command, filterCommands } from './filterCommands.ts';

const command = (label: string, group: Command['group'] = 'view'): Command => ({
  id: label,
  group,
  label,
  run: () => {},
});
const COMMANDS = [
  command('Weights'),
  command('Sensitivity'),
  command('Undo', 'recipe'),
  command('保存配方', 'file'),
];
const labels = (query: string) =>
  filterCommands(COMMANDS, query, (group) => (group === 'view' ? 'View' : group)).map(({ label }) => label);

describe('filterCommands', () => {
  it('keeps all without a query', () => {
    expect(labels('  ')).toHaveLength(4);
  });

  it('wants every word, in group or label, in any case', () => {
    expect(labels('view sens')).toEqual(['Sensitivity']);
    expect(labels('UNDO')).toEqual(['Undo']);
    expect(labels('配方')).toEqual(['保存配方']);
    expect(labels('undo sens')).toEqual([]);
  });

  it('puts labels first that begin with the query', () => {
    const found = filterCommands(
      [command('Train'), command('Undo the train'), command('train it')],
      'train',
      () => '',
    );
    expect(found.map(({ label }) => label)).toEqual(['Train', 'train it', 'Undo the train']);
  });
});

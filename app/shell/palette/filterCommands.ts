import type { IconCommand } from '@tabler/icons-react';

export type CommandGroup = 'view' | 'run' | 'step' | 'recipe' | 'file' | 'network' | 'page';

/** Something that can be done by name. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** The keys that do the same, as they are drawn. */
  readonly keys?: readonly string[];
  readonly Icon?: typeof IconCommand;
  run(): void;
}

/**
 * The commands whose group or label holds every word of a query, in any order and case; those whose label begins with
 * the query come first, else the order stays.
 */
export function filterCommands(
  commands: readonly Command[],
  query: string,
  groupLabel: (group: CommandGroup) => string,
): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  const found = commands.filter(({ group, label }) => {
    const text = `${groupLabel(group)} ${label}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: Command) => label.toLowerCase().startsWith(words.join(' '));
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

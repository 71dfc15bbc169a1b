import { Anchor, Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './ChoiceSelect.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Why it cannot be chosen; absent where it can. */
  readonly problem?: string | undefined;
}

export interface ChoiceGroup<Value extends string> {
  readonly group: string;
  readonly items: readonly Choice<Value>[];
}

/** Where a choice comes from. */
export interface ChoiceSource {
  readonly title: string;
  readonly url: string;
  readonly year: number;
}

export interface ChoiceSelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (Choice<Value> | ChoiceGroup<Value>)[];
  /** What the chosen one means, below the field. */
  readonly hint?: ReactNode;
  readonly source?: ChoiceSource | undefined;
  readonly onChange: (value: Value) => void;
}

const MOST_HEIGHT_PX = 340;

/** One of many choices: those that are impossible stand in the list too, with the reason; below is what the chosen one means. */
export function ChoiceSelect<Value extends string>({
  label,
  value,
  choices,
  hint,
  source,
  onChange,
}: ChoiceSelectProps<Value>) {
  const all = choices.flatMap((choice) => ('group' in choice ? choice.items : [choice]));
  const problems = new Map<string, string | undefined>(all.map((choice) => [choice.value, choice.problem]));
  const toOption = ({ value, label, problem }: Choice<Value>) => ({
    value,
    label,
    disabled: problem !== undefined,
  });
  return (
    <Stack gap={4}>
      <Select
        label={label}
        data={choices.map((choice) =>
          'group' in choice ? { group: choice.group, items: choice.items.map(toOption) } : toOption(choice),
        )}
        value={value}
        allowDeselect={false}
        withCheckIcon={false}
        classNames={{ option: classes.option! }}
        maxDropdownHeight={MOST_HEIGHT_PX}
        renderOption={({ option }) => (
          <span>
            {option.label}
            {problems.get(option.value) && (
              <span className={classes.problem}>{problems.get(option.value)}</span>
            )}
          </span>
        )}
        onChange={(next) => next !== null && onChange(next as Value)}
      />
      {(hint || source) && (
        <div>
          {hint && (
            <Text size="xs" c="dimmed" lh={1.4}>
              {hint}
            </Text>
          )}
          {source && (
            <Anchor
              className={classes.source!}
              href={source.url}
              title={source.title}
              target="_blank"
              rel="noreferrer"
            >
              {source.year} · {source.title}
            </Anchor>
          )}
        </div>
      )}
    </Stack>
  );
}

import { NumberInput } from '@mantine/core';

interface SmallNumberProps {
  readonly label: string;
  readonly hint?: string;
  /** 0 to `max`. */
  readonly value: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A strength of any size from 0 on, whose arrows step by a tenth of it. */
export function SmallNumber({ label, hint, value, max, disabled = false, onChange }: SmallNumberProps) {
  return (
    <NumberInput
      label={label}
      {...(hint ? { description: hint, inputWrapperOrder: ['label', 'input', 'description'] } : {})}
      min={0}
      max={max}
      step={value > 0 ? value / 10 : max / 10_000}
      decimalScale={10}
      disabled={disabled}
      value={value}
      onChange={(next) => typeof next === 'number' && next >= 0 && next <= max && onChange(next)}
    />
  );
}

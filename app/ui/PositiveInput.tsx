import { NumberInput } from '@mantine/core';

interface PositiveInputProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: number;
  readonly max: number;
  readonly step: number;
  readonly decimals?: number;
  readonly onChange: (value: number) => void;
}

/** A number above 0; what is not one is not passed on while the person still types. */
export function PositiveInput({
  label,
  hideLabel = false,
  value,
  max,
  step,
  decimals = 0,
  onChange,
}: PositiveInputProps) {
  return (
    <NumberInput
      {...(hideLabel ? { 'aria-label': label, w: 96 } : { label })}
      min={0}
      max={max}
      step={step}
      decimalScale={decimals}
      value={value}
      onChange={(next) => typeof next === 'number' && next > 0 && next <= max && onChange(next)}
    />
  );
}

import { Group, NumberInput, Slider } from '@mantine/core';
import { useFormat } from '../../i18n/useFormat.ts';
import classes from '../StepPanel.module.css';
import type { AmountControl } from './amountChoices.ts';

interface NumberSliderProps {
  readonly label: string;
  readonly value: number;
  readonly control: AmountControl;
  readonly onChange: (value: number) => void;
}

/** A slider that tells while it moves, and the exact number beside it. */
export function NumberSlider({ label, value, control, onChange }: NumberSliderProps) {
  const format = useFormat();
  const { min, max, step, share } = control;
  const scale = share ? 100 : 1;
  const digits = share ? 1 : 3;
  const change = (next: number) => {
    const rounded = Number((next / scale).toFixed(6));
    if (Number.isFinite(rounded)) onChange(Math.min(Math.max(rounded, min), max));
  };
  return (
    <Group gap="md" wrap="nowrap">
      <Slider
        flex={1}
        min={min * scale}
        max={max * scale}
        step={step * scale}
        value={value * scale}
        thumbLabel={label}
        label={(shown) => format.number(shown, 3)}
        onChange={change}
      />
      <NumberInput
        className={classes.value!}
        size="sm"
        min={min * scale}
        max={max * scale}
        step={step * scale}
        decimalScale={digits}
        suffix={share ? '%' : ''}
        value={Number((value * scale).toFixed(digits))}
        aria-label={label}
        onChange={(next) => typeof next === 'number' && change(next)}
      />
    </Group>
  );
}

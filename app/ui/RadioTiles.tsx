import type { ReactNode } from 'react';
import classes from './RadioTiles.module.css';

export interface RadioTile<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon: ReactNode;
}

export interface RadioTilesProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly tiles: readonly RadioTile<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
}

/** One of a few, as tiles that wrap; native radio buttons underneath, so that arrows move the choice. */
export function RadioTiles<Value extends string>({
  label,
  name,
  tiles,
  value,
  onChange,
}: RadioTilesProps<Value>) {
  return (
    <div className={classes.tiles} role="radiogroup" aria-label={label}>
      {tiles.map((tile) => (
        <label key={tile.value} className={classes.tile} data-checked={tile.value === value || undefined}>
          <input
            type="radio"
            name={name}
            value={tile.value}
            checked={tile.value === value}
            onChange={() => onChange(tile.value)}
          />
          {tile.icon}
          <span>{tile.label}</span>
        </label>
      ))}
    </div>
  );
}

import { fireEvent, render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Staircase } from './Staircase.tsx';

function draw(values: readonly number[]) {
  const moves: [number, number][] = [];
  render(
    <Staircase
      start={0}
      values={values}
      label="sparsity by round"
      gripLabel="end"
      gripText="90 % after 3 rounds"
      xLabel="round"
      formatY={String}
      onMove={(rounds, value) => moves.push([rounds, value])}
    />,
  );
  return moves;
}

describe('Staircase', () => {
  it('moves its end by arrow keys: up and down the value, left and right the rounds', () => {
    const moves = draw([0.5, 0.8, 0.9]);
    const grip = screen.getByRole('slider', { name: 'end' });
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'a'])
      fireEvent.keyDown(grip, { key });
    fireEvent.keyDown(grip, { key: 'ArrowUp', shiftKey: true });
    expect(moves).toEqual([
      [3, 0.91],
      [3, 0.89],
      [2, 0.9],
      [4, 0.9],
      [3, 1],
    ]);
  });

  it('never goes below one round', () => {
    const moves = draw([0]);
    const grip = screen.getByRole('slider', { name: 'end' });
    fireEvent.keyDown(grip, { key: 'ArrowLeft' });
    fireEvent.keyDown(grip, { key: 'ArrowDown' });
    expect(moves).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});

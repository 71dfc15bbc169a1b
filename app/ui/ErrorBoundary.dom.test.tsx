import { render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from './ErrorBoundary.tsx';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Cannot be drawn while it holds what was shown before, or shows `broken`. */
function Picky({ shows }: { readonly shows: string }) {
  const [held] = useState(shows);
  if (held !== shows || shows === 'broken') throw new Error(`${held} does not fit ${shows}`);
  return <p>{shows}</p>;
}

const bounded = (shows: string) => (
  <ErrorBoundary resetKey={shows} fallback={<p>fallback</p>}>
    <Picky shows={shows} />
  </ErrorBoundary>
);

it('draws children from scratch where what they held does not fit', () => {
  const view = render(bounded('one'));
  view.rerender(bounded('two'));
  expect(screen.getByText('two')).toBeTruthy();
});

it('shows the fallback where that fails too, until something else is shown', () => {
  const view = render(bounded('broken'));
  expect(screen.getByText('fallback')).toBeTruthy();
  view.rerender(bounded('one'));
  expect(screen.getByText('one')).toBeTruthy();
});

const drawn = vi.fn();

function Counted({ shows }: { readonly shows: string }) {
  useState(drawn);
  return <p>{shows}</p>;
}

it('keeps children that can be drawn', () => {
  const around = (shows: string) => (
    <ErrorBoundary resetKey={shows} fallback={null}>
      <Counted shows={shows} />
    </ErrorBoundary>
  );
  const view = render(around('one'));
  view.rerender(around('two'));
  expect(screen.getByText('two')).toBeTruthy();
  expect(drawn).toHaveBeenCalledTimes(1);
});

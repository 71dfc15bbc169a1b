import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromRecipeFragment } from '../../../src/recipe/recipeUrl.ts';
import { type LinkOptions, NO_LINK_OPTIONS } from '../../linkOptions.ts';
import { DEFAULT_RECIPE } from '../../store/defaults.ts';
import { PRUNE } from '../../store/openTestLab.ts';
import { LinkOptionsContext } from '../linkOptionsContext.ts';
import { renderShell } from '../renderShell.tsx';
import { ShareDialog } from './ShareDialog.tsx';

const writeText = vi.fn<(text: string) => Promise<void>>();

beforeEach(() => {
  history.replaceState(null, '', '/');
  writeText.mockReset().mockResolvedValue();
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
});
afterEach(() => history.replaceState(null, '', '/'));

async function open(options: LinkOptions = NO_LINK_OPTIONS, recipe = DEFAULT_RECIPE) {
  await renderShell(
    <LinkOptionsContext value={options}>
      <ShareDialog onClose={() => {}} />
    </LinkOptionsContext>,
    { recipe },
  );
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Link' }, { timeout: 8000 });
  const click = (name: string | RegExp, role = 'checkbox') =>
    act(async () => fireEvent.click(screen.getByRole(role, { name })));
  const sees = () =>
    within(screen.getByRole('region', { name: 'What the receiver will see' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  return { field, click, sees };
}

describe('ShareDialog', () => {
  it('puts the recipe into the address and copies it at once', async () => {
    const { field } = await open(NO_LINK_OPTIONS, { ...DEFAULT_RECIPE, steps: [PRUNE] });
    expect(field.value).toBe(location.href);
    expect(fromRecipeFragment(location.hash)?.steps).toMatchObject([{ kind: 'prune' }]);
    expect(writeText.mock.calls).toEqual([[location.href]]);
    expect(screen.getByText('Link copied')).toBeTruthy();
    expect(screen.getByText(new RegExp(`^${location.href.length} characters`))).toBeTruthy();
  });

  it('shapes the link, says what the receiver sees, and copies what stands there then', async () => {
    const { field, click, sees } = await open(NO_LINK_OPTIONS, { ...DEFAULT_RECIPE, steps: [PRUNE] });
    expect(sees()).toEqual([
      'LeNet-5 on MNIST with its trained weights, seed 1.',
      'One step, not run yet: a button in the recipe rail runs it.',
      'The view “Weights” first.',
    ]);
    await click('Recipe rail');
    await click('Seed');
    expect(new URL(field.value).search).toBe('?lock=seed&hide=rail');
    expect(new URL(field.value).hash).toBe(location.hash);
    expect(sees()).toContain('Held fast: Seed. No other network, file or session can be opened.');
    expect(sees()).toContain(
      'One step that cannot be run, since the recipe rail with its Run button is hidden.',
    );
    expect(screen.queryByText('Link copied')).toBeNull();
    await click('Copy the link', 'button');
    expect(writeText).toHaveBeenLastCalledWith(field.value);
    expect(screen.getByRole('link', { name: 'Open in a new tab' }).getAttribute('href')).toBe(field.value);
  });

  it('hands on the options that the page was opened with', async () => {
    const { field } = await open({ lock: ['dataset'], hide: ['map'], view: 'cost', embed: false });
    expect(new URL(field.value).search).toBe('?lock=dataset&hide=map&view=cost');
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Network map' }).checked).toBe(true);
  });

  it('gives the HTML of a frame', async () => {
    const { click } = await open();
    expect(screen.queryByRole('textbox', { name: 'HTML for the other page' })).toBeNull();
    await click('For a frame in another page');
    const code = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'HTML for the other page' });
    const frame = new DOMParser().parseFromString(code.value, 'text/html').querySelector('iframe');
    expect(frame?.src).toBe(screen.getByRole<HTMLInputElement>('textbox', { name: 'Link' }).value);
    expect(frame?.src).toContain('?embed=1');
  });

  it('says where the browser does not copy, and leaves the link to be taken', async () => {
    writeText.mockRejectedValue(new Error('not allowed'));
    const { click } = await open();
    expect(screen.queryByText('Link copied')).toBeNull();
    await click('Copy the link', 'button');
    await waitFor(() => expect(screen.getByText(/did not allow copying/)).toBeTruthy());
  });
});

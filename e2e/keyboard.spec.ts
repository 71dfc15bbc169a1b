import { expect, type Locator, type Page, test } from '@playwright/test';
import { fromRecipeFragment, toRecipeFragment } from '../src/recipe/recipeUrl.ts';
import { recipeSchema } from '../src/recipe/schema.ts';
import { LabPage } from './lab.ts';

const UNTRAINED = toRecipeFragment(
  recipeSchema.parse({
    version: 1,
    seed: 3,
    dataset: { name: 'mnist' },
    network: { preset: 'lenet-300-100' },
  }),
);

/** The whole page has fewer places to stop at. */
const MOST_STOPS = 120;

/** Whether what has the focus looks otherwise than without it: itself, what is in it, or the field or tile that it lies in. */
function showsFocus(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement || focused instanceof SVGElement) || focused === document.body)
      return true;
    const looks = () => {
      const around = focused.parentElement;
      const parts = [
        focused,
        ...[...focused.querySelectorAll('*')].slice(0, 20),
        focused.nextElementSibling,
        around,
        around?.parentElement,
        around?.parentElement?.parentElement,
      ];
      return parts
        .filter((part) => part != null)
        .flatMap((part) => [getComputedStyle(part), getComputedStyle(part, '::before')])
        .map(({ outline, boxShadow, borderColor, stroke, strokeWidth }) =>
          [outline, boxShadow, borderColor, stroke, strokeWidth].join(),
        )
        .join('\n');
    };
    const withFocus = looks();
    focused.blur();
    const without = looks();
    focused.focus({ preventScroll: true });
    return withFocus !== without;
  });
}

/** Presses Tab until the focus stands on the target; every stop on the way must show that it has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press(key);
    const where = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
    stops.push(where ?? 'nowhere');
    expect(await showsFocus(page), `visible focus on ${where}`).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`not reached by ${key}: ${target}, but\n${stops.join('\n')}`);
}

test('the keyboard alone trains, prunes, fine-tunes, compares and shares', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { keyboard } = page;
  const lab = new LabPage(page);
  await lab.open(`/${UNTRAINED}`);
  // A border that is still on its way to its colour would count as unchanged.
  await page.addStyleTag({ content: '* { transition: none !important; }' });
  const kind = (name: string) => page.getByRole('radio', { name, exact: true });
  /** Presses what has the focus, and waits for one more row. */
  const press = async () => {
    const before = await lab.rows().count();
    await keyboard.press('Enter');
    await expect(lab.rows()).toHaveCount(before + 1);
    await lab.rest(180_000);
    return lab.accuracyOf(lab.rows().last());
  };

  // The first stop leads past the bar, and leaves the recipe alone.
  await keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the view' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await expect(lab.rows().first()).toHaveAccessibleName(/Untrained network/);

  // Train 60 batches.
  await tabTo(page, kind('Prune'));
  await keyboard.press('ArrowRight');
  await expect(kind('Train')).toBeFocused();
  await tabTo(page, kind('Epochs'));
  await keyboard.press('ArrowRight');
  await tabTo(page, page.getByRole('textbox', { name: 'Length' }));
  await keyboard.press('Control+a');
  await keyboard.type('60');
  await tabTo(page, lab.button('Train'));
  const trained = await press();
  expect(trained).toBeGreaterThan(0.7);

  // Prune as the form proposes: 80 % of the weights.
  await tabTo(page, kind('Train'), 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  await expect(kind('Prune')).toBeFocused();
  await tabTo(page, lab.button('Apply'));
  const pruned = await press();
  expect(pruned).toBeLessThan(trained);

  // Fine-tune.
  await tabTo(page, kind('Prune'), 'Shift+Tab');
  await keyboard.press('ArrowRight');
  await tabTo(page, lab.button('Fine-tune'));
  const tuned = await press();
  expect(tuned).toBeGreaterThan(pruned);

  // One row is a stop; the arrows lead to the others. B, so far the pruned row, becomes the trained one.
  await tabTo(page, lab.rows().nth(3), 'Shift+Tab');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(lab.rows().nth(1)).toBeFocused();
  await keyboard.press('b');
  await lab.rest();
  const stopComparing = lab
    .rows()
    .nth(1)
    .getByRole('button', { name: /Stop comparing/ });
  await expect(stopComparing).toBeVisible();
  await expect(lab.rows().nth(3)).toHaveAttribute('aria-selected', 'true');

  // Share: the dialog opens on the copied link, and gives the focus back.
  await tabTo(page, lab.button('Share'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(lab.button('Copy the link')).toBeFocused();
  await tabTo(page, page.getByRole('checkbox', { name: 'Run bar' }));
  await keyboard.press('Space');
  await tabTo(page, lab.button('Copy the link'), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'copied' })).toBeVisible();
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(copied.search).toBe('?hide=run');
  expect(fromRecipeFragment(copied.hash)?.steps.map((step) => step.kind)).toEqual([
    'train',
    'prune',
    'train',
  ]);
  await keyboard.press('Escape');
  await expect(lab.button('Share')).toBeFocused();
  expect(lab.problems()).toEqual([]);
});

test('the keys of the page lead to views, commands and the dialog of the link', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await page.keyboard.press('7');
  await expect(page.getByRole('tab', { name: 'Cost' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Share this recipe' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('chinese');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(lab.problems()).toEqual([]);
});

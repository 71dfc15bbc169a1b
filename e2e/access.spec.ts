import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';

const COUNT_OF_VIEWS = 8;

/** The closed table beside a chart: thousands of cells that nobody sees, and that are looked at once. */
const CLOSED_TABLE = 'figure > section[tabindex="-1"]';

interface Scope {
  /** Only these; all where absent. */
  readonly rules?: string[];
  /** With the closed tables too. */
  readonly whole?: boolean;
}

/** What axe finds serious or critical, in words: the rule, the element, and what is amiss with it. */
async function listFaults(page: Page, { rules, whole = false }: Scope = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (rules) axe.withRules(rules);
  if (!whole) axe.exclude(CLOSED_TABLE);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

async function expectNoFaultsInViews(lab: LabPage, places: readonly number[], scope?: Scope): Promise<void> {
  for (const place of places) {
    const view = await lab.showAt(place);
    expect(await listFaults(lab.page, scope), view).toEqual([]);
  }
}

const ALL = Array.from({ length: COUNT_OF_VIEWS }, (_, place) => place);

test('axe finds nothing serious in any view', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  await expectNoFaultsInViews(lab, ALL, { whole: true });
});

test('dark: every text can be read in every view', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const lab = new LabPage(page);
  await lab.open();
  await expectNoFaultsInViews(lab, ALL, { rules: ['color-contrast', 'link-in-text-block'] });
});

test('axe finds nothing serious in dialogs and after steps', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  for (const key of ['l', '?', 'Control+k']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await listFaults(page), key).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await lab.apply('Apply');
  // The pruned snapshot is compared with the one before.
  await expect(page.getByRole('button', { name: /Stop comparing/ })).toBeVisible();
  await lab.rest();
  expect(await listFaults(page), 'A and B').toEqual([]);
  await lab.chooseStep('Train');
  expect(await listFaults(page), 'train form').toEqual([]);
});

test('axe finds nothing serious on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const lab = new LabPage(page);
  await lab.open();
  await expectNoFaultsInViews(lab, ALL);
  for (const part of ['Recipe', 'Next step']) {
    await lab.button(part).click();
    expect(await listFaults(page), part).toEqual([]);
  }
});

test.describe('中文', () => {
  test.use({ locale: 'zh-CN' });

  test('axe finds nothing serious', async ({ page }) => {
    const lab = new LabPage(page);
    await lab.open();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expectNoFaultsInViews(lab, [0, 6]);
  });
});

import { expect, type Locator, type Page } from '@playwright/test';

/** The page as a person uses it: what stands on it, by the names that a person or a screen reader is given. */
export class LabPage {
  readonly page: Page;
  readonly rail: Locator;
  private readonly faults: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.rail = page.getByRole('tree', { name: 'Steps of the recipe' });
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== 'localhost') this.faults.push(`request to ${hostname}`);
    });
  }

  /** Opens an address of the page and waits until it rests. */
  async open(address = '/'): Promise<void> {
    await this.page.goto(address);
    await this.rest();
  }

  /** Waits until nothing is on its way any more. */
  async rest(timeoutMs = 120_000): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-idle', 'true', { timeout: timeoutMs });
  }

  rows(): Locator {
    return this.rail.getByRole('treeitem');
  }

  /** The accuracy a row shows, 0…1. */
  async accuracyOf(row: Locator): Promise<number> {
    const label = (await row.getAttribute('aria-label')) ?? '';
    const match = /Accuracy ([\d.]+)\s*%/.exec(label);
    expect(match, `accuracy in "${label}"`).not.toBeNull();
    return Number(match![1]) / 100;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async chooseStep(kind: 'Prune' | 'Train' | 'Compact' | 'Rewind' | 'Reinitialize'): Promise<void> {
    const step = this.page.getByRole('radio', { name: kind, exact: true });
    // Its form may still be on its way: it is checked once that is there.
    await step.click();
    await expect(step).toBeChecked();
  }

  /** Chooses in a list that opens on a click. */
  async choose(field: string, option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: field, exact: true }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Sets the value field of a form. */
  async fill(label: string, value: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: label, exact: true }).first();
    await field.fill(value);
    await field.press('Enter');
  }

  /** Presses the step's button, and waits until its row stands and is selected. Returns the row. */
  async apply(button: string, timeoutMs = 180_000): Promise<Locator> {
    const before = await this.rows().count();
    await this.button(button).click();
    await expect(this.rows()).toHaveCount(before + 1);
    await this.rest(timeoutMs);
    return this.rows().last();
  }

  /** Puts a view on the stage. */
  async show(view: string): Promise<void> {
    await this.page.getByRole('tab', { name: view, exact: true }).click();
    await this.rest();
  }

  /** Puts the view of a place, from 0, on the stage, in any language, and waits until it is drawn. Returns its name. */
  async showAt(place: number): Promise<string> {
    const tab = this.page.getByRole('tab').nth(place);
    await tab.click();
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(this.page.getByRole('tabpanel').locator('[data-loading]')).toHaveCount(0);
    await this.rest();
    return (await tab.textContent()) ?? '';
  }

  /** Turns the wheel over the stage until something is in sight. */
  async scrollTo(target: Locator): Promise<void> {
    await this.page.getByRole('tabpanel').hover({ position: { x: 20, y: 300 } });
    await expect(async () => {
      if (!(await target.isVisible())) await this.page.mouse.wheel(0, 400);
      await expect(target).toBeVisible({ timeout: 300 });
    }).toPass();
    await target.scrollIntoViewIfNeeded();
  }

  /** Waits until the session is kept as it stands. */
  async kept(): Promise<void> {
    await this.page.waitForFunction(() => window.__lab!.store.getState().kept === 'kept');
    // What changed last is kept a moment later.
    await this.page.waitForFunction(async () => {
      const { store, client } = window.__lab!;
      const { sessionId, nodes, title } = store.getState();
      const record = await client.run('readSession', { id: sessionId });
      return record?.rows.length === nodes.length && record.title === title;
    });
  }

  /** Puts the recipe into the address, waits until the page says that it stands there, and closes the dialog of the link. */
  async share(): Promise<void> {
    await this.button('Share').click();
    await expect(this.page.getByText(/^Link (copied|made)$/).first()).toBeVisible();
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** What went wrong unseen: uncaught errors, and requests to other hosts. */
  problems(): readonly string[] {
    return this.faults;
  }
}

/** Watches the main thread for long tasks from now on; call what it returns to get the longest in milliseconds. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks));
}

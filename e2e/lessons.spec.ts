import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { lessons } from '../app/i18n/en/lessons/lessons.ts';
import { LESSON_IDS, type LessonId } from '../app/lessons/lessonIds.ts';
import { LabPage } from './lab.ts';

/** A lesson as a person reads it. */
class LessonPlayer {
  readonly panel: Locator;
  private readonly page: Page;
  private readonly id: LessonId;

  constructor(page: Page, id: LessonId) {
    this.page = page;
    this.id = id;
    this.panel = page.getByRole('region', { name: lessons[id].title, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Turns the page, and waits for the heading of the next one. */
  async next(): Promise<void> {
    const heading = this.panel.getByRole('heading', { level: 2 });
    const before = await heading.textContent();
    await this.button(/^(Next|Skip)$/).click();
    await expect(heading).not.toHaveText(before!);
  }

  async predict(option: string): Promise<void> {
    await this.panel.getByRole('radio', { name: option, exact: true }).check();
    await this.next();
  }

  /** Answers whatever is asked, if anything. */
  async predictAnything(): Promise<void> {
    const number = this.panel.getByRole('textbox');
    if (await number.isVisible()) await number.fill('10');
    const option = this.panel.getByRole('radio').first();
    if (await option.isVisible()) await option.check();
  }

  /** Has the page do what it is about, and waits until it is done. */
  async act(label: string): Promise<void> {
    await this.button(label).click();
    await expect(this.button('Show again')).toBeVisible({ timeout: 170_000 });
  }

  numbers(): Promise<Record<string, number>> {
    return this.page.evaluate((id) => {
      const record = JSON.parse(localStorage.getItem(`pruning-lab.lesson.${id}`) ?? '{}');
      return record.numbers ?? {};
    }, this.id);
  }
}

test('a person does a whole lesson: predicts, trains, prunes, fine-tunes, and hands it in', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open();
  await lab.button('Lessons').click();
  await page.getByRole('button', { name: /Train, prune, fine-tune/ }).click();
  const lesson = new LessonPlayer(page, 'pipeline');
  await lab.rest();
  await expect(page).toHaveURL(/\?lesson=pipeline$/);
  await expect(lab.rows().first()).toHaveAccessibleName(/Untrained network/);
  await lesson.next();

  // The first step with the page's own controls: the lesson sees that it was done.
  await lab.chooseStep('Train');
  await lab.fill('Length', '2');
  const trained = await lab.accuracyOf(await lab.apply('Train'));
  await expect(lesson.button('Next')).toBeVisible();
  await lesson.next();

  await expect(lesson.button('Next')).toHaveAttribute('aria-disabled', 'true');
  await lesson.predict('More than 40 points');
  await lesson.act('Prune 95%');
  await lab.rest();
  const pruned = await lab.accuracyOf(lab.rows().last());
  const right = trained - pruned > 0.4;
  await expect(lesson.panel.getByText(right ? 'Right.' : 'Not this time.')).toBeVisible();
  await lesson.next();

  await lesson.predict('More than two thirds, not all');
  await lesson.act('Fine-tune');
  await lab.rest();
  const tuned = await lab.accuracyOf(lab.rows().last());
  await lesson.next();
  await lesson.predict('More than one in ten');
  await lesson.act('Count them');
  await lesson.next();

  // What is handed in holds the numbers of the rail.
  await expect(lesson.panel.getByText(/^[0-3] of 3 predictions came true\.$/)).toBeVisible();
  const numbers = await lesson.numbers();
  expect(numbers.trained).toBeCloseTo(trained, 2);
  expect(numbers.pruned).toBeCloseTo(pruned, 2);
  expect(numbers.tuned).toBeCloseTo(tuned, 2);
  expect(numbers.tuned!).toBeGreaterThan(numbers.pruned! + 0.1);
  const downloading = page.waitForEvent('download');
  await lesson.button('Download').click();
  const text = await readFile((await (await downloading).path())!, 'utf8');
  expect(text).toContain('lesson “Train, prune, fine-tune”');
  expect(text).toContain(`tuned = ${Number(numbers.tuned!.toPrecision(6))}`);

  await lab.button('Lessons').click();
  await expect(page.getByText(/^[0-3] of 3$/)).toBeVisible();
  expect(lab.problems()).toEqual([]);
});

test('a link opens a lesson without the rail; a prediction is held against the curves, also after a reload', async ({
  page,
}) => {
  const lab = new LabPage(page);
  await lab.open('/?lesson=sensitivity&hide=rail,share');
  const lesson = new LessonPlayer(page, 'sensitivity');
  await expect(lab.rail).toHaveCount(0);
  await lesson.next();
  await lesson.predict('fc1');
  await lesson.predict('conv1');
  await lesson.act('Measure all layers');

  // The same layer that the view's own sentence names.
  const { base, ...numbers } = await lesson.numbers();
  expect(base).toBeGreaterThan(0.95);
  const layers = ['conv1', 'conv2', 'fc1', 'fc2'];
  const rank = (layer: string) => numbers[`break.${layer}`]! + numbers[`breakAccuracy.${layer}`]! / 1000;
  const first = layers.sort((a, b) => rank(a) - rank(b))[0]!;
  await expect(lesson.panel.getByText(new RegExp(`${first} broke first`))).toBeVisible();
  await expect(
    page
      .getByRole('tabpanel')
      .getByText(new RegExp(`${first}`))
      .first(),
  ).toBeVisible();
  const verdict = first === 'fc1' ? 'Right.' : 'Not this time.';
  await expect(lesson.panel.getByText(verdict).first()).toBeVisible();

  await page.reload();
  await lab.rest();
  await expect(lesson.panel.getByText(new RegExp(`${first} broke first`))).toBeVisible();
  await expect(lab.rail).toHaveCount(0);

  // Left after a question; the address forgets it.
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(lesson.panel).toHaveCount(0);
  await expect(page).toHaveURL(/\?hide=rail,share$/);
  expect(lab.problems()).toEqual([]);
});

/**
 * The measurement that is tried of each lesson, by its button: one that is done within seconds. The two lessons above are
 * left out, and slimming, whose shortest one is two trainings.
 */
const QUICK: Readonly<Partial<Record<LessonId, string>>> = {
  sparsity: lessons.sparsity.pages.line.act,
  apoz: lessons.apoz.pages.count.act,
  structure: lessons.structure.pages.compare.act,
  residual: lessons.residual.pages.levels.act,
  gradients: lessons.gradients.pages.lab.act,
  lottery: lessons.lottery.pages.train.act,
  init: lessons.init.pages.cut.act,
};

test.describe('a lesson measures what it asks about', () => {
  for (const id of LESSON_IDS) {
    const wanted = QUICK[id];
    if (wanted === undefined) continue;
    test(id, async ({ page }) => {
      const lab = new LabPage(page);
      await lab.open(`/?lesson=${id}`);
      const lesson = new LessonPlayer(page, id);
      const pages: Readonly<Record<string, object>> = lessons[id].pages;
      for (const words of Object.values(pages)) {
        if ('act' in words && words.act === wanted) break;
        await lesson.predictAnything();
        await lesson.next();
      }
      await lesson.act(wanted);
      const numbers = await lesson.numbers();
      expect(Object.keys(numbers).length).toBeGreaterThan(0);
      for (const [name, value] of Object.entries(numbers)) {
        expect([name, Number.isFinite(value)]).toEqual([name, true]);
      }
      expect(lab.problems()).toEqual([]);
    });
  }
});

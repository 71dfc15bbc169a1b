import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';

// Pictures of what is drawn, not of what is written: machines have other fonts, so text is left out, and
// e2e/layout.spec.ts looks after it. A share of pixels may differ, for edges are smoothed otherwise elsewhere.
const TOLERANCE = { maxDiffPixelRatio: 0.02, animations: 'disabled', scale: 'css' } as const;

const WITHOUT_TEXT = `
  * { color: transparent !important; caret-color: transparent !important; }
  svg text { visibility: hidden !important; }
`;

/** The drawings of views whose numbers are the same on every machine: place of the view, and how its chart's label begins. */
const DRAWINGS = [
  { name: 'weights', place: 0, label: 'Histogram of 500 kept weights of conv1' },
  { name: 'filters', place: 1, label: '20 filters of conv1 as images' },
  { name: 'apoz', place: 2, label: 'APoZ of 20 channels of conv1' },
  { name: 'feature-maps', place: 2, label: 'Outputs of relu1' },
  { name: 'widths', place: 5, label: 'Channels of each layer' },
  { name: 'storage', place: 6, label: 'Bytes per storage format' },
  { name: 'confusion', place: 7, label: 'Confusion matrix of start' },
] as const;

async function open(page: Page): Promise<LabPage> {
  const lab = new LabPage(page);
  await lab.open();
  await page.addStyleTag({ content: WITHOUT_TEXT });
  return lab;
}

async function expectPicture(page: Page, label: string, file: string): Promise<void> {
  const figure = page.locator(`figure:has([aria-label^="${label}"])`);
  await expect(figure.locator('[data-plot]').first()).toHaveScreenshot(file, TOLERANCE);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`${colorScheme}: charts look as they did`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const lab = await open(page);
    for (const { name, place, label } of DRAWINGS) {
      await lab.showAt(place);
      await expectPicture(page, label, `${name}-${colorScheme}.png`);
    }
  });
}

test('on a narrow screen the histogram looks as it did', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await expectPicture(page, DRAWINGS[0].label, 'weights-narrow.png');
});

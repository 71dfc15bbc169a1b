import { expect, type Page, test } from '@playwright/test';
import { LabPage } from './lab.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const LOCALES = ['en-US', 'zh-CN'] as const;

/** What is wrong with how the page stands: each fault in words that name the element. */
function listFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const name = (element: Element) => {
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40);
      return `${element.tagName.toLowerCase()} "${text}"`;
    };
    interface Box {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const intersect = (p: Box, q: Box): Box => ({
      left: Math.max(p.left, q.left),
      top: Math.max(p.top, q.top),
      right: Math.min(p.right, q.right),
      bottom: Math.min(p.bottom, q.bottom),
    });
    /** What of an element the boxes around it, which may be scrolled, let through. */
    const seenBox = (element: Element): Box => {
      let box: Box = element.getBoundingClientRect();
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflow !== 'visible')
          box = intersect(box, around.getBoundingClientRect());
      }
      return box;
    };
    const least = ({ left, top, right, bottom }: Box) => Math.min(right - left, bottom - top);
    /** False for what is clipped away, for screen readers alone. */
    const isSeen = (element: Element) =>
      least(seenBox(element)) > 2 &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const overlap = (a: Element, b: Element) => least(intersect(seenBox(a), seenBox(b)));

    if (document.documentElement.scrollWidth > innerWidth) {
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide, the window ${innerWidth}`);
    }

    const regions = [
      ...document.querySelectorAll('#root > * > :is(header, nav, main, aside, section)'),
    ].filter(isSeen);
    if (regions.length < 4) faults.push(`only ${regions.length} parts of the page are seen`);
    for (const [index, region] of regions.entries()) {
      const { left, right, top, bottom } = region.getBoundingClientRect();
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1) {
        faults.push(`${name(region)} leaves the window`);
      }
      for (const other of regions.slice(index + 1)) {
        if (overlap(region, other) > 1) faults.push(`${name(region)} lies over ${name(other)}`);
      }
      // What is wider than its part has a box of its own that scrolls.
      const boxes = [region, ...region.querySelectorAll(':scope [role=tabpanel] > section')];
      for (const box of boxes) {
        if (box.scrollWidth > box.clientWidth + 1) {
          faults.push(`${name(box)} is ${box.scrollWidth} px wide in ${box.clientWidth}`);
        }
      }
    }

    // No word is cut: an ellipsis is for names that people give.
    const words = 'button, label, legend, h1, h2, h3, th, dt, dd, [role=tab], [role=radio], figcaption';
    for (const element of document.querySelectorAll<HTMLElement>(`:is(${words}), :is(${words}) span`)) {
      if (!isSeen(element) || element.textContent.trim() === '') continue;
      if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) {
        faults.push(`${name(element)} is cut: ${element.scrollWidth} px in ${element.clientWidth}`);
      }
    }

    // Nothing that is pressed lies over another such thing.
    const controls = [...document.querySelectorAll('button, a[href], [role=tab]')].filter(
      (element) => isSeen(element) && !element.closest('svg, [data-plot]'),
    );
    for (const [index, control] of controls.entries()) {
      for (const other of controls.slice(index + 1)) {
        if (control.contains(other) || other.contains(control)) continue;
        if (overlap(control, other) > 2) faults.push(`${name(control)} lies over ${name(other)}`);
      }
    }
    return [...new Set(faults)];
  });
}

async function expectSoundViews(page: Page): Promise<void> {
  const lab = new LabPage(page);
  await lab.open();
  for (let place = 0; place < (await page.getByRole('tab').count()); place++) {
    const view = await lab.showAt(place);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await listFaults(page), `${view}, ${colorScheme}`).toEqual([]);
    }
  }
  // The parts that a narrow screen shows one at a time.
  for (const part of await page.locator('#root nav > [aria-current], #root nav > button').all()) {
    if (!(await part.isVisible())) continue;
    await part.click();
    expect.soft(await listFaults(page), `${await part.textContent()}`).toEqual([]);
  }
}

for (const locale of LOCALES) {
  for (const viewport of SIZES) {
    test.describe(`${locale}, ${viewport.width} px`, () => {
      test.use({ locale, viewport });

      test('nothing overlaps, is cut, or leaves the window, in any view, light or dark', async ({ page }) => {
        await expectSoundViews(page);
      });
    });
  }
}

test.describe('at 200 % of a 1440 px window', () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test('nothing overlaps, is cut, or leaves the window', async ({ page }) => {
    await expectSoundViews(page);
  });
});

for (const viewport of SIZES) {
  test.describe(`while it opens at ${viewport.width} px`, () => {
    test.use({ viewport });

    test('nothing jumps', async ({ page }) => {
      await page.addInitScript(() => {
        Object.assign(window, { shifts: [] });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { value, hadRecentInput } = entry as PerformanceEntry & {
              value: number;
              hadRecentInput: boolean;
            };
            if (!hadRecentInput) (window as unknown as { shifts: number[] }).shifts.push(value);
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const lab = new LabPage(page);
      await lab.open();
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      const sum = shifts.reduce((total, value) => total + value, 0);
      console.log(`layout shift while opening at ${viewport.width} px: ${sum.toFixed(4)}`);
      expect(sum).toBeLessThan(0.1);
    });
  });
}

test('faults that are put in are found', async ({ page }) => {
  const lab = new LabPage(page);
  await lab.open();
  expect(await listFaults(page)).toEqual([]);
  await page.addStyleTag({
    content: `
      aside { margin-left: -60px; }
      [role=tab] { max-width: 40px; }
      h1 { min-width: 1600px; }`,
  });
  const faults = (await listFaults(page)).join('\n');
  for (const fault of ['lies over aside', 'button "Sensitivity" is cut', 'px wide in 1440']) {
    expect(faults).toContain(fault);
  }
});

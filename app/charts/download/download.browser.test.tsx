import '../../theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { createI18n } from '../../i18n/createI18n.ts';
import { FeatureMapGrid } from '../featureMaps/FeatureMapGrid.tsx';
import { HeatMap } from '../heatMap/HeatMap.tsx';
import { Histogram } from '../histogram/Histogram.tsx';
import { createPicture, readTitle, toSvgText } from './createPicture.ts';
import { PNG_SCALE, toPng } from './toPng.ts';

const messages = await createI18n('en');
const LABEL = 'weights of <fc1> & more';

const HISTOGRAM = (
  <Histogram
    bins={{ domain: [-1, 1], counts: [3, 5], atZero: 7 }}
    threshold={{ value: 0.5, max: 1, onChange: () => {}, label: 'threshold', valueText: 'half' }}
    label={LABEL}
    title={
      <>
        <b>Weights</b> <button type="button">more</button>
      </>
    }
    xLabel="weight"
    yLabel="count"
    zeroText="pruned: 7"
    columns={{ from: 'from', to: 'to', count: 'count', compared: 'B' }}
    describeBin={({ count }) => String(count)}
    formatValue={String}
    formatCount={String}
  />
);

const MAPS = (
  <FeatureMapGrid
    maps={{ shape: [1, 2, 2], values: Float32Array.from([0, 1, 3, 2]) }}
    label="relu1"
    columns={['map', 'zeros', 'max']}
    nameOf={String}
    describeMap={String}
    formatShare={String}
    formatValue={String}
  />
);

const HEAT = (
  <HeatMap
    grid={{ rows: 2, columns: 2, values: Float32Array.from([0, 1, 0.5, 0.25]) }}
    domain={[0, 1]}
    label="mask"
    legend="share kept"
    describeCell={String}
    corner="row"
    rowNameOf={String}
    columnNameOf={String}
    format={(value) => `${value} of 1`}
  />
);

let root: Root | undefined;
afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

/** Draws a chart 400 pixels wide, and takes it. */
async function take(chart: React.ReactNode, scheme: 'light' | 'dark', mark: string) {
  const host = document.createElement('div');
  host.style.width = '400px';
  document.body.append(host);
  root = createRoot(host);
  root.render(
    <I18nextProvider i18n={messages}>
      <MantineProvider forceColorScheme={scheme}>{chart}</MantineProvider>
    </I18nextProvider>,
  );
  await expect.poll(() => host.querySelector(mark)).not.toBeNull();
  // The width is measured, and the canvas drawn, in the frame after.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  const title = readTitle(host.querySelector('[data-title]'));
  return { title, picture: createPicture(host.querySelector('[data-plot]')!, LABEL, title) };
}

function parse(text: string): Document {
  const file = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(file.querySelector('parsererror')).toBeNull();
  return file;
}

describe('a chart as SVG', () => {
  it.each([
    { scheme: 'light', kept: '#3b6fb6', pruned: '#d9741a', surface: '#ffffff' },
    { scheme: 'dark', kept: '#6aa0e0', pruned: '#f0984a', surface: '#1b1f26' },
  ] as const)('has the colours that are seen: $scheme', async ({ scheme, kept, pruned, surface }) => {
    const { title, picture } = await take(HISTOGRAM, scheme, 'figure path');
    const text = toSvgText(picture);
    const file = parse(text);
    expect(title).toBe('Weights');
    expect(file.querySelector('title')?.textContent).toBe('Weights');
    expect(file.querySelector('desc')?.textContent).toBe(LABEL);
    expect(file.querySelector('svg > rect')?.getAttribute('fill')).toBe(surface);
    const fills = [...file.querySelectorAll('[fill]')].map((element) => element.getAttribute('fill'));
    expect(fills).toContain(kept);
    const stripes = [...file.querySelectorAll('stop')].map((stop) => stop.getAttribute('stop-color'));
    expect(stripes).toContain(pruned);
    expect(fills.some((fill) => fill?.startsWith('url(#'))).toBe(true);
    // Nothing is left that only the page knows, and nothing that is not seen.
    expect(text).not.toMatch(/var\(|class=|tabindex|aria-|transparent|visibility="hidden"/);
    expect(text).not.toMatch(/(href|src)="(?!data:)/);
    expect([...file.querySelectorAll('text')].map(({ textContent }) => textContent)).toContain('pruned: 7');
  });

  it('holds the canvas of a chart as an image', async () => {
    const { picture } = await take(MAPS, 'light', 'canvas');
    const image = parse(toSvgText(picture)).querySelector('image')!;
    expect(image.getAttribute('href')).toMatch(/^data:image\/png;base64,/);
    expect(Number(image.getAttribute('width'))).toBeGreaterThan(10);
  });
});

describe('a legend beside a drawing', () => {
  it('stands in the picture with its colours and words', async () => {
    const { picture } = await take(HEAT, 'light', 'canvas');
    const file = parse(toSvgText(picture));
    const texts = [...file.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(['0 of 1', '1 of 1', 'share kept']);
    const stops = [...file.querySelectorAll('linearGradient stop')];
    expect(stops.length).toBeGreaterThanOrEqual(2);
    for (const stop of stops) expect(stop.getAttribute('stop-color')).toMatch(/^#[0-9a-f]{6}$/);
    const y = Number(file.querySelector('text')!.getAttribute('y'));
    expect(y).toBeGreaterThan(Number(file.querySelector('image')!.getAttribute('height')));
    expect(y).toBeLessThan(picture.height);
  });
});

describe('a chart as PNG', () => {
  async function decode(blob: Blob) {
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const colors = new Set<string>();
    for (let at = 0; at < data.length; at += 4) colors.add([...data.slice(at, at + 3)].join(' '));
    return { width: bitmap.width, height: bitmap.height, colors };
  }

  it('is twice as fine as the page, in its colours', async () => {
    const { picture } = await take(HISTOGRAM, 'light', 'figure path');
    const { width, height, colors } = await decode(await toPng(picture));
    expect([width, height]).toEqual([picture.width * PNG_SCALE, picture.height * PNG_SCALE]);
    expect([width, height]).toEqual([(400 + 24) * 2, (270 + 24) * 2]);
    expect(colors).toContain('59 111 182');
    expect(colors).toContain('217 116 26');
    expect(colors).toContain('255 255 255');
  });

  it('shows what is on the canvas', async () => {
    const { picture } = await take(MAPS, 'light', 'canvas');
    const { colors } = await decode(await toPng(picture));
    // The largest value of a map has the full colour, a zero its stripes.
    expect(colors).toContain('59 111 182');
    expect(colors).toContain('224 166 110');
  });
});

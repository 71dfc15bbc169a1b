import { describe, expect, it } from 'vitest';
import { mayLearn, mayOpen, NO_LINK_OPTIONS, parseLinkOptions, withLinkOptions } from './linkOptions.ts';

describe('parseLinkOptions', () => {
  it('reads what a teacher’s link says', () => {
    const { options, unknown } = parseLinkOptions(
      '?lock=dataset,seed&hide=panel,rail,file&view=sensitivity&lesson=apoz&embed=1&backend=wasm',
    );
    expect(options).toEqual({
      lock: ['dataset', 'seed'],
      hide: ['rail', 'panel', 'file'],
      view: 'sensitivity',
      lesson: 'apoz',
      embed: true,
    });
    expect(unknown).toEqual([]);
  });

  it('is empty for an ordinary address', () => {
    expect(parseLinkOptions('')).toEqual({ options: NO_LINK_OPTIONS, unknown: [] });
    expect(parseLinkOptions('?embed=0').options).toEqual(NO_LINK_OPTIONS);
  });

  it('reads the study that the page opens on, and tells one that there is not', () => {
    expect(parseLinkOptions('?study=lottery-lenet-300-100').options.study).toBe('lottery-lenet-300-100');
    const { options, unknown } = parseLinkOptions('?study=ghost');
    expect(options.study).toBeUndefined();
    expect(unknown).toEqual(['study=ghost']);
    expect(withLinkOptions('https://lab.example/', { ...NO_LINK_OPTIONS, study: 'snip' })).toBe(
      'https://lab.example/?study=snip',
    );
  });

  it('names what it does not know and keeps the rest', () => {
    const { options, unknown } = parseLinkOptions(
      '?lock=seed,colour&hide=everything&view=moon&lesson=piano&embed=yes',
    );
    expect(options).toEqual({ lock: ['seed'], hide: [], embed: false });
    expect(unknown).toEqual(['lock=colour', 'hide=everything', 'view=moon', 'lesson=piano', 'embed=yes']);
  });
});

describe('withLinkOptions', () => {
  const HREF = 'https://lab.example/page/?backend=wasm&hide=map#r=1.abc';

  it('writes what parseLinkOptions reads, and keeps recipe and backend', () => {
    const options = {
      lock: ['seed'],
      hide: ['rail', 'run'],
      view: 'cost',
      lesson: 'init',
      embed: true,
    } as const;
    const href = withLinkOptions(HREF, options);
    expect(href).toBe(
      'https://lab.example/page/?backend=wasm&lock=seed&hide=rail,run&view=cost&lesson=init&embed=1#r=1.abc',
    );
    expect(parseLinkOptions(new URL(href).search).options).toEqual(options);
  });

  it('takes options away', () => {
    expect(withLinkOptions(HREF, NO_LINK_OPTIONS)).toBe('https://lab.example/page/?backend=wasm#r=1.abc');
  });
});

describe('mayOpen', () => {
  it('holds data set and seed fast, since every recipe brings its own', () => {
    expect(mayOpen(NO_LINK_OPTIONS)).toBe(true);
    expect(mayOpen({ ...NO_LINK_OPTIONS, lock: ['seed'] })).toBe(false);
    expect(mayOpen({ ...NO_LINK_OPTIONS, hide: ['file'] })).toBe(false);
  });
});

describe('mayLearn', () => {
  it('offers no lesson where the link holds data set or seed fast, or stands inside another page', () => {
    expect(mayLearn(NO_LINK_OPTIONS)).toBe(true);
    expect(mayLearn({ ...NO_LINK_OPTIONS, hide: ['rail', 'file'] })).toBe(true);
    expect(mayLearn({ ...NO_LINK_OPTIONS, lock: ['dataset'] })).toBe(false);
    expect(mayLearn({ ...NO_LINK_OPTIONS, embed: true })).toBe(false);
  });
});

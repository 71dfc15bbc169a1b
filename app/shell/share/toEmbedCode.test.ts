import { describe, expect, it } from 'vitest';
import { toEmbedCode } from './toEmbedCode.ts';

describe('toEmbedCode', () => {
  it('writes a link and a title so that HTML reads them back unchanged', () => {
    const code = toEmbedCode('https://lab.test/?a=1&hide=rail,map#r=1.x_-', 'The "small" net <3');
    expect(code).toContain('src="https://lab.test/?a=1&amp;hide=rail,map#r=1.x_-"');
    expect(code).toContain('title="The &quot;small&quot; net &lt;3"');
    expect(code).toMatch(/^<iframe [^<>]*><\/iframe>$/);
  });
});

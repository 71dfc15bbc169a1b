import { describe, expect, it } from 'vitest';
import { html, NOTHING } from './html.ts';

describe('html', () => {
  it('escapes every value, in text and in attributes', () => {
    const name = `<img src=x onerror="alert('&')">`;
    expect(html`<b title="${name}">${name}</b>`.html).toBe(
      '<b title="&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;">&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;</b>',
    );
  });

  it('puts HTML into HTML as it is, lists too', () => {
    const rows = ['a', '<'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${rows}</ul>${NOTHING}${7}`.html).toBe('<ul><li>a</li><li>&lt;</li></ul>7');
  });
});

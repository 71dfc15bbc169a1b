/** Room for the network map, one view and the run bar. */
const FRAME_SIZE = { width: 1000, height: 700 } as const;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };
const escapeAttribute = (text: string) => text.replaceAll(/[&"<>]/g, (sign) => ESCAPES[sign] ?? sign);

/** The HTML that puts a link into another page; `title` is what a screen reader calls the frame. */
export function toEmbedCode(href: string, title: string): string {
  const { width, height } = FRAME_SIZE;
  // A page that is cross-origin isolated hands that on, and with it the threads.
  return `<iframe src="${escapeAttribute(href)}" title="${escapeAttribute(title)}" width="${width}" height="${height}" style="border: 0" loading="lazy" allow="cross-origin-isolated; clipboard-write"></iframe>`;
}

const MOST_CHARACTERS = 60;

/** Names that Windows gives to devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A name for a file from what a chart says of itself: letters and digits of any script, short, and safe on every system. */
export function toFileName(label: string, ending: string): string {
  const words = label.normalize('NFC').split(/[^\p{L}\p{N}\p{M}._%=]+/u);
  let name = '';
  for (const word of words.map((text) => text.replace(/^[._%=]+|[._%=]+$/g, '')).filter(Boolean)) {
    const longer = name ? `${name}-${word}` : word;
    if ([...longer].length > MOST_CHARACTERS) {
      name ||= [...word].slice(0, MOST_CHARACTERS).join('');
      break;
    }
    name = longer;
  }
  return `${name && !RESERVED.test(name) ? name : `chart${name && `-${name}`}`}.${ending}`;
}

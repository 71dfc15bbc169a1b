/** Width of a text in Latin characters; a Chinese one is as wide as nearly two. */
export function countColumns(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 1.7 : 1), 0);
}

/** A name that takes at most so many columns, cut with an ellipsis where it is longer. */
export function fitName(name: string, columns: number): string {
  if (countColumns(name) <= columns) return name;
  let kept = '';
  for (const character of name) {
    if (countColumns(kept + character) + 1 > columns) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

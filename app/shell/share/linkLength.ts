/** Old mail and chat programs cut longer addresses (Internet Explorer took 2,083 characters; many counted on that). */
export const SAFE_LENGTH = 2000;

/** Whether a link passes through every program. */
export function isLongLink(href: string): boolean {
  return href.length > SAFE_LENGTH;
}

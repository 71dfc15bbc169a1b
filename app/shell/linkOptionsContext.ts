import { createContext, use } from 'react';
import { type LinkOptions, NO_LINK_OPTIONS } from '../linkOptions.ts';

/** How the link that the page was opened by wants it; handed down once by the shell. */
export const LinkOptionsContext = createContext<LinkOptions>(NO_LINK_OPTIONS);

/** The options of the link that the page was opened by. */
export function useLinkOptions(): LinkOptions {
  return use(LinkOptionsContext);
}

import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: the blue that also means "kept" in the charts. */
const blue: MantineColorsTuple = [
  '#eef4fb',
  '#dbe6f4',
  '#b3cbe7',
  '#88aedb',
  '#6495d0',
  '#4d86ca',
  '#3b6fb6',
  '#305d9b',
  '#264b7e',
  '#1a3a65',
];

/** Cool greys of the dark page, so that the library's fields and ours are of one kind. */
const dark: MantineColorsTuple = [
  '#e6e9ee',
  '#c5ccd6',
  '#a0a9b6',
  '#77808d',
  '#3a414d',
  '#2d333d',
  '#222831',
  '#1b1f26',
  '#14171c',
  '#0e1014',
];

/** Calm, with text large enough for the back of a classroom; chart colours are CSS variables in theme.css. */
export const theme = createTheme({
  primaryColor: 'lab',
  // White text can be read on it in both.
  primaryShade: 6,
  colors: { lab: blue, dark },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily:
    'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  headings: { fontWeight: '600' },
  components: {
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
    // A bar that glides is drawn sixty times a second, which a training on the same cores pays for.
    Progress: { defaultProps: { transitionDuration: 0 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});

import { useOs } from '@mantine/hooks';

/** The key that commands are given with on this system, as it is drawn. */
export function useModKey(): '⌘' | 'Ctrl' {
  const os = useOs();
  return os === 'macos' || os === 'ios' ? '⌘' : 'Ctrl';
}

import { useEffect, useState } from 'react';

/** True once something has been so for a while: what is over in a moment need not be told. */
export function useLasting(isSo: boolean, afterMs: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasting(true), afterMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [isSo, afterMs]);
  return isSo && lasting;
}

import { type ReactNode, useEffect, useRef, useState } from 'react';

interface NearViewProps {
  /** Room that is kept, in CSS pixels. */
  readonly height: number;
  readonly children: ReactNode;
}

/** Makes what is inside once it is about to be scrolled into sight, so that nothing unseen is measured. */
export function NearView({ height, children }: NearViewProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const element = ref.current;
    if (!element || near) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return (
    <div ref={ref} style={{ minHeight: height, minWidth: 0 }}>
      {near && children}
    </div>
  );
}

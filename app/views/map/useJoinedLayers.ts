import { useEffect, useState } from 'react';
import { loadChannelGroups, type NetworkSpec } from '../../../src/index.ts';
import { useLab } from '../../store/labContext.ts';

/** By layer, the others whose channels are joined with it. */
export type JoinedLayers = ReadonlyMap<string, readonly string[]>;

const NONE: JoinedLayers = new Map();

/** Which layers of a network share channels; none are known until the first picture stands. */
export function useJoinedLayers(spec: NetworkSpec | undefined): JoinedLayers {
  const drawn = useLab((state) => state.drawn);
  const [found, setFound] = useState<{ readonly spec: NetworkSpec; readonly joined: JoinedLayers }>();
  useEffect(() => {
    if (!spec || !drawn) return;
    let current = true;
    void loadChannelGroups().then(({ channelGroups }) => {
      if (!current) return;
      const groups = channelGroups(spec).filter(({ layers }) => layers.length > 1);
      const entries = groups.flatMap(({ layers }) =>
        layers.map((layer) => [layer, layers.filter((other) => other !== layer)] as const),
      );
      setFound({ spec, joined: new Map(entries) });
    });
    return () => {
      current = false;
    };
  }, [spec, drawn]);
  return found?.spec === spec ? (found?.joined ?? NONE) : NONE;
}

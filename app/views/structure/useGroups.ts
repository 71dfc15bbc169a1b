import { useEffect, useState } from 'react';
import { type ChannelGroup, loadChannelGroups, type NetworkSpec } from '../../../src/index.ts';
import { type GroupPlace, placeOf } from './coupling.ts';

/** A coupling group, and where it stands. */
export interface PlacedGroup extends ChannelGroup {
  readonly place: GroupPlace;
}

/** The coupling groups of a network, in its order; undefined until they are found. */
export function useGroups(spec: NetworkSpec | undefined): readonly PlacedGroup[] | undefined {
  const [found, setFound] = useState<{
    readonly spec: NetworkSpec;
    readonly groups: readonly PlacedGroup[];
  }>();
  useEffect(() => {
    if (!spec) return;
    let current = true;
    void loadChannelGroups().then(({ channelGroups }) => {
      if (!current) return;
      const groups = channelGroups(spec).map((group) => ({ ...group, place: placeOf(spec, group) }));
      setFound({ spec, groups });
    });
    return () => {
      current = false;
    };
  }, [spec]);
  return found?.spec === spec ? found?.groups : undefined;
}

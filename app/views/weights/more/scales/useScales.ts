import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useClient } from '../../../../store/labContext.ts';
import { jobQuery } from '../../../jobQuery.ts';
import { useSnapshotA } from '../../../useSnapshots.ts';
import type { Scales } from './scaleCut.ts';

/** The scales γ of all batch normalisations of A, 0 where pruned; empty where it has none, undefined until they are there. */
export function useScales(): readonly Scales[] | undefined {
  const client = useClient();
  const snapshot = useSnapshotA();
  const nodes = useMemo(
    () => (snapshot?.spec.nodes ?? []).filter(({ kind }) => kind === 'batchNorm').map(({ name }) => name),
    [snapshot],
  );
  const queries = useQueries({
    queries: nodes.map((layer) => jobQuery(client, 'kernels', { id: snapshot!.id, layer })),
  });
  const arrived = queries.map(({ data }) => data);
  if (arrived.some((kernels) => kernels === undefined)) return undefined;
  return nodes.map((node, place) => {
    const { values, mask } = arrived[place]!;
    return { node, scales: values.map((scale, channel) => (mask?.[channel] === 0 ? 0 : scale)) };
  });
}

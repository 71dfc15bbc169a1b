import { useEffect, useState } from 'react';
import type { LabClient, SessionRecord } from '../../../src/index.ts';
import { useClient } from '../../store/labContext.ts';

/** The latest session on this computer that starts from such weights. */
async function findKept(client: LabClient, weights: string): Promise<SessionRecord | null> {
  for (const { id } of await client.run('listSessions', {})) {
    const record = await client.run('readSession', { id });
    if (record?.header.weights === weights && record.rows[0]?.status === 'done') return record;
  }
  return null;
}

/** The session that this browser keeps of a recipe whose weights are in no link; null until one is found. */
export function useKeptSession(weights: string | undefined): SessionRecord | null {
  const client = useClient();
  const [record, setRecord] = useState<SessionRecord | null>(null);
  useEffect(() => {
    let left = false;
    setRecord(null);
    // A browser that keeps nothing has none; the files can still be chosen.
    if (weights)
      findKept(client, weights).then(
        (found) => !left && setRecord(found),
        () => {},
      );
    return () => {
      left = true;
    };
  }, [client, weights]);
  return record;
}

import { createMeasureJob } from './jobs/measureJob.ts';
import { createSessionJobs } from './jobs/sessionJobs.ts';
import { createStepJobs } from './jobs/stepJobs.ts';
import { createViewJobs } from './jobs/viewJobs.ts';
import type { WorkerRequest, WorkerResponse } from './protocol.ts';
import { serveJobs } from './serveJobs.ts';
import { createSession } from './session.ts';

function post(response: WorkerResponse, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}

let serve: ((request: WorkerRequest) => void) | undefined;

function createServer(storageKey: string) {
  const session = createSession(storageKey, {
    onNotice: (code, details) => post({ kind: 'notice', code, details }),
    onArrival: ({ arrived, total }) => post({ kind: 'dataset', arrived, total }),
  });
  return serveJobs(
    {
      ...createSessionJobs(session),
      ...createStepJobs(session),
      ...createViewJobs(session),
      measure: createMeasureJob(session),
    },
    post,
  );
}

self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
  // The first job names the page that this worker serves.
  if (!serve && data.kind === 'start') serve = createServer(data.storageKey);
  serve?.(data);
};

// Tells the page that jobs are heard from now on.
post({ kind: 'pong' });

import { createKeepJobs } from './jobs/keepJobs.ts';
import { createMeasureJob } from './jobs/measureJob.ts';
import { createNetworkFileJobs, refuseOwnWeights } from './jobs/networkFileJobs.ts';
import { createSessionJobs } from './jobs/sessionJobs.ts';
import { createStepJobs } from './jobs/stepJobs.ts';
import { createViewJobs } from './jobs/viewJobs.ts';
import type { WorkerRequest, WorkerResponse } from './protocol.ts';
import { serveJobs } from './serveJobs.ts';
import { createSession } from './session.ts';

function post(response: WorkerResponse, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}

function createServer() {
  const session = createSession({
    onNotice: (code, details) => post({ kind: 'notice', code, details }),
    onArrival: ({ arrived, total }) => post({ kind: 'dataset', arrived, total }),
  });
  const sessionJobs = createSessionJobs(session);
  return serveJobs(
    {
      ...sessionJobs,
      openSession: refuseOwnWeights(sessionJobs.openSession),
      ...createStepJobs(session),
      ...createViewJobs(session),
      measure: createMeasureJob(session),
      // Loaded when first asked for, as what it simulates is.
      exchange: async (params, context) =>
        (await import('./jobs/exchangeJob.ts')).createExchangeJob(session)(params, context),
      ...createKeepJobs(session),
      ...createNetworkFileJobs(session),
    },
    post,
  );
}

const serve = createServer();
self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => serve(data);

// Tells the page that jobs are heard from now on.
post({ kind: 'pong' });

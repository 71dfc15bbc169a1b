import { createKeepJobs } from './jobs/keepJobs.ts';
import { createMeasureJob } from './jobs/measureJob.ts';
import { createNetworkFileJobs, refuseOwnWeights } from './jobs/networkFileJobs.ts';
import { requireOwnImages } from './jobs/requireOwnImages.ts';
import { createSessionJobs } from './jobs/sessionJobs.ts';
import { createStepJobs } from './jobs/stepJobs.ts';
import type { createStudyJobs } from './jobs/studyJobs.ts';
import { createViewJobs } from './jobs/viewJobs.ts';
import type { WorkerRequest, WorkerResponse } from './protocol.ts';
import { serveJobs } from './serveJobs.ts';
import { createSession } from './session.ts';

function post(response: WorkerResponse, transfer: Transferable[] = []): void {
  self.postMessage(response, { transfer });
}

type OwnDataJobs = ReturnType<typeof import('./jobs/ownDataJobs.ts').createOwnDataJobs>;

function createServer() {
  const session = createSession({
    onNotice: (code, details) => post({ kind: 'notice', code, details }),
    onArrival: ({ arrived, total }) => post({ kind: 'dataset', arrived, total }),
  });
  const sessionJobs = createSessionJobs(session);
  // Loaded when first asked for.
  let ownData: Promise<OwnDataJobs> | undefined;
  const loadOwnData = () => {
    ownData ??= import('./jobs/ownDataJobs.ts').then((jobs) => jobs.createOwnDataJobs(session));
    return ownData;
  };
  // Loaded when first asked for; kept, since a study goes on from what one before has trained.
  let studyJobs: ReturnType<typeof createStudyJobs> | undefined;
  const loadStudyJobs = async () => {
    const { createStudyJobs: create } = await import('./jobs/studyJobs.ts');
    studyJobs ??= create(session);
    return studyJobs;
  };
  return serveJobs(
    {
      ...sessionJobs,
      openSession: requireOwnImages(session, refuseOwnWeights(sessionJobs.openSession)),
      ...createStepJobs(session),
      ...createViewJobs(session),
      measure: createMeasureJob(session),
      // Loaded when first asked for, as what it simulates is.
      exchange: async (params, context) =>
        (await import('./jobs/exchangeJob.ts')).createExchangeJob(session)(params, context),
      study: async (params, context) => (await loadStudyJobs()).study(params, context),
      listStudyRecords: async (params, context) => (await loadStudyJobs()).listStudyRecords(params, context),
      ...createKeepJobs(session),
      ...createNetworkFileJobs(session),
      inspectImages: async (params, context) => (await loadOwnData()).inspectImages(params, context),
      importImages: async (params, context) => (await loadOwnData()).importImages(params, context),
      forgetImages: async (params, context) => (await loadOwnData()).forgetImages(params, context),
    },
    post,
  );
}

const serve = createServer();
self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => serve(data);

// Tells the page that jobs are heard from now on.
post({ kind: 'pong' });

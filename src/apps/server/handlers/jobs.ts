import type { ListedJob } from "../../../system/jobs/job.ts";
import type { Asked } from "../route.ts";

/** The list is asked for with every change of a job: what each printed is told of one job alone. */
export const getJobs = ({ bench }: Asked) => ({
  jobs: bench.jobs.list().map(({ result: _result, ...listed }): ListedJob => listed),
});

export const getJob = ({ bench, params }: Asked) => bench.jobs.get(params["job"] ?? "");

export const pauseJob = ({ bench, params }: Asked) => bench.jobs.pause(params["job"] ?? "");

export const resumeJob = ({ bench, params }: Asked) => bench.jobs.resume(params["job"] ?? "");

export const cancelJob = ({ bench, params }: Asked) => bench.jobs.cancel(params["job"] ?? "");

import type { Asked } from "../route.ts";

export const getJobs = ({ bench }: Asked) => ({ jobs: bench.jobs.list() });

export const getJob = ({ bench, params }: Asked) => bench.jobs.get(params["job"] ?? "");

export const pauseJob = ({ bench, params }: Asked) => bench.jobs.pause(params["job"] ?? "");

export const resumeJob = ({ bench, params }: Asked) => bench.jobs.resume(params["job"] ?? "");

export const cancelJob = ({ bench, params }: Asked) => bench.jobs.cancel(params["job"] ?? "");

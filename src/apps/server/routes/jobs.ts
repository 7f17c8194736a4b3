import { cancelJob, getJob, getJobs, pauseJob, resumeJob } from "../handlers/jobs.ts";
import type { Route } from "../route.ts";
import { named } from "./request-shapes.ts";

/** Long work under way. */
export const jobRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/jobs",
    role: "viewer",
    summary: "long work, newest first, without results",
    handle: getJobs,
  },
  {
    method: "GET",
    path: "/api/jobs/:job",
    role: "viewer",
    summary: "one job, with what its command printed where that is kept",
    schema: { params: named("job") },
    handle: getJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/pause",
    role: "analyst",
    summary: "stop a job so that it can go on",
    schema: { params: named("job") },
    handle: pauseJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/resume",
    role: "analyst",
    summary: "let a job go on where it was",
    schema: { params: named("job") },
    handle: resumeJob,
  },
  {
    method: "POST",
    path: "/api/jobs/:job/cancel",
    role: "analyst",
    summary: "end a job; what it finished stays",
    schema: { params: named("job") },
    handle: cancelJob,
  },
];

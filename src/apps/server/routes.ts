import { Type } from "typebox";
import { getCase } from "./handlers/case.ts";
import { getChanges } from "./handlers/changes.ts";
import { cancelJob, getJob, getJobs, pauseJob, resumeJob } from "./handlers/jobs.ts";
import type { Route } from "./route.ts";

const named = (...names: string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Type.String({ minLength: 1, maxLength: 300 })])));

/** Every route of the server. What is not here is not served. */
export const routes: readonly Route[] = [
  // The case
  { method: "GET", path: "/api/case", role: "viewer", summary: "the case that is open", handle: getCase },
  {
    method: "GET",
    path: "/api/changes",
    role: "viewer",
    summary: "every change from now on, as server-sent events",
    handle: getChanges,
  },

  // Jobs
  { method: "GET", path: "/api/jobs", role: "viewer", summary: "long work, newest first", handle: getJobs },
  {
    method: "GET",
    path: "/api/jobs/:job",
    role: "viewer",
    summary: "one job",
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

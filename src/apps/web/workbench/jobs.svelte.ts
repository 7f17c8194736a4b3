import type { ListedJob } from "../../../system/jobs/job.ts";
import { get, post } from "./api.ts";
import { onChange } from "./changes.svelte.ts";

/** Long work of the case, newest first, as the server tells it. */
class JobList {
  list = $state.raw<readonly ListedJob[]>([]);
  readonly active: readonly ListedJob[] = $derived(
    this.list.filter((j) => j.state === "running" || j.state === "waiting" || j.state === "paused"),
  );
  #reading = false;
  #again = false;

  constructor() {
    void this.read();
    onChange((change) => {
      if (change.action === "job" || change.action === "elsewhere") void this.read();
    });
  }

  /** Reads the list; while it is being read, once more afterwards. */
  async read(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    try {
      this.list = (await get<{ readonly jobs: readonly ListedJob[] }>("/api/jobs")).jobs;
    } catch {
      // Told by the connection's own sign.
    } finally {
      this.#reading = false;
      if (this.#again) {
        this.#again = false;
        void this.read();
      }
    }
  }

  async pause(id: string): Promise<void> {
    await post(`/api/jobs/${id}/pause`);
  }
  async resume(id: string): Promise<void> {
    await post(`/api/jobs/${id}/resume`);
  }
  async cancel(id: string): Promise<void> {
    await post(`/api/jobs/${id}/cancel`);
  }
}

export const jobs = new JobList();

import { post } from "./api.ts";
import { pathOf } from "./places.ts";
import { go } from "./router.svelte.ts";

/** What a finding is drafted of. */
export interface DraftAsked {
  readonly site: string;
  readonly kind: string;
  readonly look?: string;
  readonly area?: string;
  readonly at?: string;
  readonly event?: string;
}

/** A finding that is being drafted: it is opened when it stands. */
export class Drafting {
  busy = $state(false);
  failure = $state.raw<unknown>(null);

  async draft(asked: DraftAsked): Promise<void> {
    this.busy = true;
    this.failure = null;
    try {
      const { finding } = await post<{ readonly finding: string }>("/api/findings", asked);
      go(pathOf.finding(finding));
    } catch (error) {
      this.failure = error;
    } finally {
      this.busy = false;
    }
  }
}

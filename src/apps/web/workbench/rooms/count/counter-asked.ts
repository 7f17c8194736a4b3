import { analyst } from "../../analyst.svelte.ts";
import { router } from "../../router.svelte.ts";

/** Whose count of which things the address names. */
export const counterAsked = {
  /** Empty where none is named. */
  get by(): string {
    return router.query.get("by") ?? "";
  },
  get pass(): string {
    return router.query.get("pass") ?? "";
  },
  /** Whether it is the machine's count. */
  get isMachine(): boolean {
    return router.query.get("machine") === "1";
  },
  get kind(): string {
    return router.query.get("kind") ?? "railcar";
  },
  /** Whether it is one's own count: only that can be changed. */
  get isOwn(): boolean {
    return this.by !== "" && this.by === analyst.name && !this.isMachine;
  },
};

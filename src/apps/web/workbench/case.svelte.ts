import { analyst } from "./analyst.svelte.ts";
import { get } from "./api.ts";
import { onChange } from "./changes.svelte.ts";

interface CaseAnswer {
  readonly title: string;
  readonly program: string;
  readonly who: { readonly name: string; readonly role: "viewer" | "analyst" | "owner" };
}

/** The case that is open, for the bar and for what a role may do. */
class OpenCase {
  title = $state("");
  program = $state("");
  role = $state<"viewer" | "analyst" | "owner">("viewer");
  /** True where a token says who works, who may then sign out. */
  byToken = $state(false);
  readonly mayWrite: boolean = $derived(this.role !== "viewer");

  constructor() {
    void this.read();
    onChange((change) => {
      if (change.action === "elsewhere") void this.read();
    });
  }

  async read(): Promise<void> {
    try {
      const [{ title, program, who }, { needsToken }] = await Promise.all([
        get<CaseAnswer>("/api/case"),
        get<{ readonly needsToken: boolean }>("/api/session"),
      ]);
      this.byToken = needsToken;
      this.title = title;
      this.program = program;
      this.role = who.role;
      // Where a token says who works, it is that name which goes on record.
      if (who.name !== "" && who.name !== analyst.name) analyst.answer(who.name);
    } catch {
      // The room that is shown says what is wrong; the bar only stays without a title.
    }
  }
}

export const openCase = new OpenCase();

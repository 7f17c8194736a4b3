import { messageOf } from "../../../../../base/errors.ts";
import type { CombinedScreen } from "../../../../../findings/screens/combined.ts";
import { ofLook } from "../../addresses.ts";
import { analyst } from "../../analyst.svelte.ts";
import { get, post } from "../../api.ts";
import { router } from "../../router.svelte.ts";
import { counterAsked } from "./counter-asked.ts";

/** Marks that one counter has and another lacks, while they are looked at. */
export interface OnlyOne {
  readonly ids: ReadonlySet<string>;
  readonly of: string;
  readonly lackedBy: string;
}

/** All counts of a look, held against each other. */
export class CountsHeld {
  readonly look: string;
  isOpen = $state(false);
  screen = $state.raw<CombinedScreen | null>(null);
  only = $state.raw<OnlyOne | null>(null);
  readonly #say: (words: string) => void;

  constructor(look: string, say: (words: string) => void) {
    this.look = look;
    this.#say = say;
  }

  /** Holds them against each other, or does so anew. */
  async read(): Promise<void> {
    this.isOpen = true;
    try {
      const asked = new URLSearchParams({ kind: counterAsked.kind });
      this.screen = await get<CombinedScreen>(ofLook(this.look, `combined?${asked.toString()}`));
    } catch (error) {
      this.isOpen = false;
      this.#say(messageOf(error));
    }
  }

  /** Puts the one count on record. */
  async keep(): Promise<void> {
    if ((await analyst.known()) === null) return;
    try {
      await post(ofLook(this.look, "combined"), { kind: this.screen?.kind ?? "railcar" });
      await this.read();
    } catch (error) {
      this.#say(messageOf(error));
    }
  }

  /** Opens one counter's count for the marks that another one does not have; false where there is no such counter. */
  showOnly(name: string, other: string, ids: readonly string[]): boolean {
    const counter = this.screen?.counters.find((c) => c.name === name);
    if (counter === undefined) return false;
    this.only = { ids: new Set(ids), of: name, lackedBy: other };
    this.close();
    router.write(
      { by: counter.by, pass: counter.pass, machine: counter.machine ? "1" : null, view: null },
      { replace: false },
    );
    return true;
  }

  /** Whether a mark is one of those that are looked at: all are where none were asked for. */
  shows(id: string): boolean {
    return this.only?.ids.has(id) ?? true;
  }

  close(): void {
    this.isOpen = false;
    this.screen = null;
  }
}

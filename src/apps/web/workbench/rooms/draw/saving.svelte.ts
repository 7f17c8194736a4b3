import { positionsOf } from "../../../../../sites/counting/outline-parts.ts";
import { areaKey } from "../../../../../sites/outlines/outline-key.ts";
import type { Area } from "../../../../../sites/counting/site.ts";
import { draftOf, emptyDrawing } from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import { draftOfArea } from "../../../drawing/of-record.ts";
import { stepsOf, undone } from "../../../drawing/steps.ts";
import { featureOf } from "../../../drawing/to-feature.ts";
import { ofSite } from "../../addresses.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, post } from "../../api.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** What the server is asked to put on record, and what it answered. */
export class Saving {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  busy = $state(false);
  /** Why the last save was refused, to be shown with its fields. */
  refused = $state.raw<ApiError | null>(null);
  reason = $state("");
  /** The newest change of outlines that the drawing knows of. */
  since: number | null = null;
  /** Changes that were saved in this room, the newest last: what undo goes back over when nothing is left of the drawing. */
  saved: number[] = [];

  forget(): void {
    this.since = null;
    this.saved = [];
    this.refused = null;
    this.reason = "";
  }

  // Undo

  async undo(): Promise<void> {
    this.#room.held = null;
    const back = undone(this.#room.steps);
    if (back !== null) {
      this.#room.steps = back.steps;
      this.#room.changed();
      return this.#room.say(`taken back: ${back.words}`);
    }
    const change = this.saved.at(-1);
    if (change === undefined) return this.#room.say("nothing to take back");
    if (await this.undoChange(change, "taken back while drawing")) this.saved = this.saved.slice(0, -1);
  }

  // The server

  async save(): Promise<void> {
    const { look, screen } = this.#room;
    if (look === null || screen === null || this.busy) return;
    if (!this.#room.maySave) {
      const [first] = [...this.#room.problems].filter(([, p]) => p.length > 0);
      return this.#room.say(
        this.#room.growing !== undefined
          ? "end what is being drawn first: Enter"
          : first === undefined
            ? "nothing to save"
            : `${draftOf(this.#room.drawing, first[0])?.name ?? "an outline"}: ${first[1][0] ?? ""}`,
        "bad",
      );
    }
    const drawn = this.#room.drawing.drafts.map((d) => {
      const { standing } = d;
      const recorded =
        standing.type === "new" ? undefined : screen.outlines.find((o) => o.key === standing.outline);
      return featureOf(d, this.#room.picture.frame, recorded?.area.outline ?? null);
    });
    const count = drawn.length;
    await this.#ask(
      { drawn, reason: this.reason, look: look.id },
      `${count === 1 ? "1 outline" : `${count} outlines`} saved`,
      () => {
        this.#room.steps = stepsOf(emptyDrawing);
        this.reason = "";
        this.#room.restored = "";
        this.#room.keep();
      },
    );
  }

  end = (outline: string, day: string | null, reason: string): Promise<boolean> =>
    this.#ask(
      { end: [{ outline, day }], reason },
      day === null ? "it holds until further notice" : `ended: from ${day} on it no longer holds`,
    );

  withdraw = (outline: string, reason: string): Promise<boolean> =>
    this.#ask({ withdraw: [outline], reason }, "withdrawn; it stays on record");

  undoChange = (change: number, reason: string): Promise<boolean> =>
    this.#ask({ undo: change, reason }, `change ${change} taken back`, () => undefined, false);

  /** Asks for a change; "saved" is said only after the server's answer, which comes when it is on disk. */
  async #ask(
    body: Readonly<Record<string, unknown>>,
    words: string,
    after: () => void = () => undefined,
    mayBeUndone = true,
  ): Promise<boolean> {
    const { look } = this.#room;
    if (look === null || (await analyst.known()) === null) {
      this.#room.say("nothing was saved: it needs a name to go on record", "bad");
      return false;
    }
    this.busy = true;
    this.refused = null;
    try {
      const since = this.since ?? this.#room.screen?.version ?? 0;
      const { version, changed } = await post<{ readonly version: number; readonly changed: boolean }>(
        ofSite(look.site.id, "areas"),
        { since, ...body },
      );
      this.since = version;
      if (mayBeUndone && changed) this.saved = [...this.saved, version];
      after();
      await this.#room.reread();
      this.#room.say(changed ? words : "nothing is other than on record", "good");
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
      this.#room.say(error.status === 409 ? "not saved: somebody changed it first" : "not saved", "bad");
      return false;
    } finally {
      this.busy = false;
      this.#room.picture.redraw();
    }
  }

  /** After a conflict: what stands now has been looked at, and this drawing comes after it. */
  async seen(): Promise<void> {
    await this.#room.reread();
    this.since = this.#room.screen?.version ?? this.since;
    this.refused = null;
    this.#room.keep();
    this.#room.say("what stands now is shown; save puts your drawing after it");
  }

  // Files

  /** Takes the outlines of a file of another program into the drawing, to be looked at and saved. */
  async take(file: File): Promise<void> {
    const { look, screen } = this.#room;
    if (look === null || screen === null) return;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      let binary = "";
      for (let i = 0; i < bytes.length; i += 32_768)
        binary += String.fromCharCode(...bytes.subarray(i, i + 32_768));
      const read = await post<{ readonly areas: readonly Area[]; readonly warnings: readonly string[] }>(
        ofSite(look.site.id, "areas/read"),
        { name: file.name, base64: btoa(binary) },
      );
      let next = this.#room.drawing;
      for (const area of read.areas) {
        const key = areaKey(area);
        const recorded = screen.outlines.find((o) => o.key === key && o.held);
        const standing =
          recorded === undefined
            ? ({ type: "new" } as const)
            : ({ type: "correction", outline: key } as const);
        const draft = draftOfArea(area, standing, this.#room.picture.frame.toPlane);
        if (!next.drafts.some((d) => d.areaId === area.id && d.validFrom === area.validFrom))
          next = edit.taken(next, draft);
      }
      if (next === this.#room.drawing) return this.#room.say(`${file.name}: nothing to take over`, "bad");
      this.#room.do(
        next,
        `${read.areas.length} outlines of ${file.name} taken into the drawing, not saved yet`,
      );
      if (read.warnings.length > 0) this.#room.say(`${file.name}: ${read.warnings.slice(0, 3).join("; ")}`);
      this.#room.picture.view?.fit(read.areas.flatMap(positionsOf));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.refused = error;
      this.#room.say(`${file.name} was not read`, "bad");
    }
  }
}

import type { ProposalOnScreen, ProposalsScreen } from "../../../../../findings/screens/draw.ts";
import { freeName } from "../../../drawing/drawing.ts";
import { runsAlong } from "../../../drawing/runs-along.ts";
import { goneOn } from "../../../drawing/steps.ts";
import { ofLook } from "../../addresses.ts";
import { analyst } from "../../analyst.svelte.ts";
import { ApiError, get, post } from "../../api.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** Tracks that the program proposes, and what is said of them. */
export class ProposedTracks {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  screen = $state.raw<ProposalsScreen | null>(null);
  chosen = $state<string | null>(null);
  readonly open: readonly ProposalOnScreen[] = $derived(
    (this.screen?.proposals ?? []).filter((p) => p.decided === null),
  );

  // Proposals

  /** Names of tracks on record that an open proposal runs along, by its id. */
  readonly along: ReadonlyMap<string, string> = $derived.by(() => {
    const { toPlane } = this.#room.picture.frame;
    const drawn = this.#room.recorded
      .filter((r) => r.area.outline.type === "lines")
      .flatMap((r) => r.paths.map(({ points }) => ({ name: r.area.name, points })));
    return new Map(
      this.open.flatMap(({ id, line }) => {
        const name = runsAlong(line.map(toPlane), drawn);
        return name === null ? [] : [[id, name] as const];
      }),
    );
  });

  async read(): Promise<void> {
    if (this.#room.look === null) return;
    this.screen = await get<ProposalsScreen>(ofLook(this.#room.look.id, "proposals"));
    if (!this.open.some((p) => p.id === this.chosen)) this.chosen = null;
    this.#room.picture.redraw();
  }

  async propose(): Promise<void> {
    const { look } = this.#room;
    if (look === null || (await analyst.known()) === null) return;
    await this.#tried(async () => {
      await post(ofLook(look.id, "proposals"), {});
      this.#room.say("looking for tracks in the picture; you can go on drawing");
      await this.read();
    });
  }

  choose(id: string, goThere = true): void {
    this.#room.chosen = null;
    this.chosen = id;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: null, vertex: null });
    const found = this.open.find((p) => p.id === id);
    const [first] = found?.line ?? [];
    if (goThere && first !== undefined) this.#room.crosshair.goTo(this.#room.picture.frame.toPlane(first));
    this.#room.say(
      `${id}, quality ${found?.quality?.toFixed(2) ?? "not stated"}, ${found?.lengthMetres ?? 0} m; A accepts it, X rejects it`,
    );
    this.#room.picture.redraw();
  }

  /** Accepts or rejects proposals; the next one is chosen. */
  async decide(
    ids: readonly string[],
    decision: "accept" | "reject",
    validFrom: string | null,
    reason = "",
  ): Promise<void> {
    const { look } = this.#room;
    if (look === null || ids.length === 0 || (await analyst.known()) === null) return;
    const after = this.open[this.open.findIndex((p) => p.id === ids.at(-1)) + 1]?.id ?? null;
    await this.#tried(async () => {
      const names = this.#room.names();
      const accept = ids.map((id) => {
        const name = freeName("Track", names);
        names.push(name);
        return { id, name };
      });
      const answer = await post<{ readonly tracks: readonly string[]; readonly warnings: readonly string[] }>(
        ofLook(look.id, "proposals/decide"),
        decision === "accept" ? { accept, validFrom, reason } : { reject: ids.map((id) => ({ id, reason })) },
      );
      await this.#room.reread();
      if (decision === "accept" && this.#room.screen !== null)
        this.#room.saving.saved = [...this.#room.saving.saved, this.#room.screen.version];
      if (this.#room.screen !== null && this.#room.drawing.drafts.length === 0)
        this.#room.saving.since = this.#room.screen.version;
      await this.read();
      if (after !== null && this.open.some((p) => p.id === after)) this.choose(after);
      this.#room.say(
        [
          decision === "accept"
            ? `${answer.tracks.length === 1 ? "1 track" : `${answer.tracks.length} tracks`} saved`
            : `${ids.length} rejected; that is on record`,
          ...answer.warnings,
        ].join("; "),
        "good",
      );
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    this.#room.saving.busy = true;
    this.#room.saving.refused = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#room.saving.refused = error;
      this.#room.say("that was not done", "bad");
    } finally {
      this.#room.saving.busy = false;
    }
  }
}

import { draftOf, freeName, type Draft, type VertexAt } from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import { nearestVertex, pointAt, vertexAfter } from "../../../drawing/find.ts";
import { edgeInWords, measuresInWords, measuresOf } from "../../../drawing/measures.ts";
import { draftOfArea } from "../../../drawing/of-record.ts";
import { done, goneOn, redone } from "../../../drawing/steps.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** What is done to the drawing: by keys, buttons and forms. */
export class Hand {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  // Drawing

  begin(type: Draft["type"]): void {
    if (this.#room.growing !== undefined) return;
    this.#room.chosen = null;
    this.#room.tracks.chosen = null;
    const word = type === "lines" ? "Track" : "Yard";
    const name = freeName(word, this.#room.names());
    const at = this.#room.crosshair.beginning(type);
    const draft: edit.NewDraft = {
      standing: { type: "new" },
      type,
      areaId: null,
      name,
      role: type === "lines" ? "tracks" : "yard",
      validFrom: null,
      validTo: null,
      approximate: false,
      uncertaintyMetres: null,
      basis: this.basis(),
      source: "",
    };
    this.#room.do(
      edit.begun(this.#room.drawing, draft, at),
      `${name} begun; Space places the next point, Enter ends it`,
    );
  }

  basis = (): string => `drawn by hand on the picture of look ${this.#room.look?.id ?? ""}`;

  place(): void {
    const { growing } = this.#room;
    const { snap } = this.#room.crosshair;
    if (growing === undefined) return;
    const next = edit.placed(this.#room.drawing, snap.point);
    if (next === this.#room.drawing) return this.#room.say("the point before is here already");
    const closed = next.growing === null;
    const points = growing.paths.at(-1)?.points ?? [];
    const last = points.at(-1);
    this.#room.do(
      next,
      closed
        ? `${growing.name} closed`
        : `point ${points.length + 1}${last === undefined ? "" : `: ${edgeInWords(last, snap.point)}`}${snap.told === null ? "" : `, ${snap.told}`}`,
    );
  }

  finish(): void {
    const { growing } = this.#room;
    if (growing === undefined) return;
    const next = edit.finishedOrNull(this.#room.drawing);
    if (next === null)
      return this.#room.say(
        growing.type === "lines" ? "a track needs two points" : "an outline needs three points",
        "bad",
      );
    this.#room.do(next, `${growing.name} ended: ${measuresInWords(measuresOf(growing))}`);
  }

  back(): void {
    if (this.#room.growing !== undefined)
      this.#room.do(edit.unplaced(this.#room.drawing), "last point taken back");
    else this.deleteVertex();
  }

  escape(): void {
    if (this.#room.held !== null) {
      this.#room.held = null;
      this.#room.say("point put down");
    } else if (this.#room.growing !== undefined)
      this.#room.do(
        edit.dropped(this.#room.drawing, this.#room.growing.id),
        `${this.#room.growing.name} given up`,
      );
    else {
      this.#room.chosen = null;
      this.#room.tracks.chosen = null;
      if (this.#room.drawing.chosen !== null)
        this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: null, vertex: null });
      this.#room.say("nothing chosen");
    }
    this.#room.picture.redraw();
  }

  /** Space where nothing is being drawn: picks a point of the chosen draft up, or puts it down. */
  pick(): void {
    if (this.#room.held !== null) {
      this.#room.held = null;
      this.#room.say("point put down");
      return this.#room.picture.redraw();
    }
    const { draft } = this.#room;
    if (draft === undefined) {
      const under = this.#room.choice.under(this.#room.crosshair.at);
      if (under === null)
        return this.#room.say("nothing under the crosshair: T begins a track, O an outline");
      return this.#room.choice.outline(under);
    }
    const at = this.#meant(draft);
    const point = pointAt(this.#room.drawing, at);
    if (at === null || point === null) return this.#room.say("no point is near; . goes to the next one");
    this.#room.steps = done(this.#room.steps, { ...this.#room.drawing, vertex: at }, "point moved");
    this.#room.crosshair.at = point;
    this.#room.held = at;
    this.#room.say(`point ${at.index + 1} of ${draft.name} picked up; arrows move it, Space puts it down`);
    this.#room.picture.redraw();
  }

  /** The point that keys are about: that near the crosshair, else the chosen one. */
  #meant(draft: Draft): VertexAt | null {
    const { crosshair, drawing } = this.#room;
    return nearestVertex(draft, crosshair.at, crosshair.reach()) ?? drawing.vertex;
  }

  nextVertex(step: 1 | -1): void {
    const { draft } = this.#room;
    if (draft === undefined || this.#room.growing !== undefined) return;
    this.#room.held = null;
    const at = vertexAfter(draft, this.#room.drawing.vertex, step);
    const point = pointAt(this.#room.drawing, at);
    if (at === null || point === null) return;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, vertex: at });
    this.#room.crosshair.goTo(point);
    this.#room.say(`point ${at.index + 1} of ${draft.name}`);
  }

  insert(): void {
    const { draft } = this.#room;
    if (draft === undefined || this.#room.growing !== undefined) return;
    this.#room.do(edit.inserted(this.#room.drawing, draft.id, this.#room.crosshair.at), "point put in");
  }

  deleteVertex(): void {
    const { draft } = this.#room;
    if (draft === undefined) return;
    const at = this.#meant(draft);
    if (at === null) return this.#room.say("no point is near");
    const next = edit.deleted(this.#room.drawing, at);
    if (next === this.#room.drawing) return this.#room.say("it has as few points as it can have", "bad");
    this.#room.held = null;
    this.#room.do(next, "point deleted");
  }

  split(): void {
    const { draft } = this.#room;
    if (draft === undefined) return;
    const at = this.#meant(draft);
    const next =
      at === null
        ? this.#room.drawing
        : edit.split(this.#room.drawing, at, freeName("Track", this.#room.names()));
    if (next === this.#room.drawing)
      return this.#room.say("a track is split at one of its inner points: go there with . first", "bad");
    this.#room.do(next, `${draft.name} split in two`);
  }

  join(): void {
    const { draft } = this.#room;
    if (draft === undefined) return;
    const next = edit.joined(this.#room.drawing, draft.id, Math.max(3, this.#room.crosshair.reach()));
    if (next === this.#room.drawing)
      return this.#room.say("no other unsaved track ends near an end of this one", "bad");
    this.#room.do(next, `joined to ${draft.name}`);
  }

  smooth(): void {
    const { draft } = this.#room;
    if (draft === undefined || this.#room.growing !== undefined) return;
    const next = edit.smoothedDraft(this.#room.drawing, draft.id);
    if (next === this.#room.drawing) return this.#room.say("a straight line needs no smoothing");
    this.#room.do(next, `${draft.name} smoothed through its points`);
  }

  describe(id: string, change: Partial<Omit<Draft, "id" | "paths">>, typing = false): void {
    const next = edit.described(this.#room.drawing, id, change);
    if (next === this.#room.drawing) return;
    if (typing && this.#typed === id) this.#room.goOn(next);
    else this.#room.do(next, "properties changed");
    this.#typed = typing ? id : "";
  }
  #typed = "";
  endTyping(): void {
    this.#typed = "";
  }

  drop(id: string): void {
    const draft = draftOf(this.#room.drawing, id);
    if (draft === undefined) return;
    this.#room.do(edit.dropped(this.#room.drawing, id), `${draft.name} let go; nothing on record changed`);
  }

  /** Takes the chosen outline into the drawing: corrected while no count rests on it, else drawn anew from the look's day. */
  change(): void {
    const found = this.#room.chosenOutline;
    if (found === undefined || !found.held)
      return this.#room.say("choose an outline on record first: Tab goes to the next one");
    const already = this.#room.drawing.drafts.find(
      (d) => d.standing.type !== "new" && d.standing.outline === found.key,
    );
    if (already !== undefined) return this.#room.choice.draft(already.id);
    const rests = found.resting.looks > 0;
    const draft = draftOfArea(
      found.area,
      { type: "correction", outline: found.key },
      this.#room.picture.frame.toPlane,
    );
    this.#room.do(edit.taken(this.#room.drawing, draft), `${found.area.name} taken into the drawing`);
    const id = this.#room.drawing.chosen;
    if (rests && id !== null) this.stand(id, "from-day");
    const point = draft.paths[0]?.points[0];
    if (point !== undefined) this.#room.crosshair.goTo(point);
    this.#room.chosen = null;
  }

  /** Whether a changed outline holds for the same days as the one on record, or from a day on. */
  stand(id: string, type: "correction" | "from-day"): void {
    const draft = draftOf(this.#room.drawing, id);
    if (draft === undefined || draft.standing.type === "new") return;
    const { outline } = draft.standing;
    const recorded = this.#room.screen?.outlines.find((o) => o.key === outline)?.area;
    if (recorded === undefined) return;
    this.describe(id, {
      standing: { type, outline },
      validFrom: type === "correction" ? recorded.validFrom : (this.#room.screen?.day ?? null),
      validTo: recorded.validTo,
      ...(type === "from-day"
        ? { basis: this.basis(), source: "" }
        : { basis: recorded.basis, source: recorded.source }),
    });
  }

  redo(): void {
    const again = redone(this.#room.steps);
    if (again === null) return this.#room.say("nothing was taken back");
    this.#room.steps = again.steps;
    this.#room.changed();
    this.#room.say(`done again: ${again.words}`);
  }
}

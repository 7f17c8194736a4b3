import { positionsOf } from "../../../../../sites/counting/outline-parts.ts";
import { draftOf } from "../../../drawing/drawing.ts";
import { nearestEdge } from "../../../drawing/find.ts";
import { goneOn } from "../../../drawing/steps.ts";
import type { GroundPoint } from "../../../drawing/ground.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** What is chosen: a draft, an outline on record or a proposal, one at a time. */
export class Choice {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  /** Key of the outline on record that is nearest to a place, within reach of it. */
  under(at: GroundPoint): string | null {
    const reach = this.#room.crosshair.reach();
    let best: { readonly key: string; readonly metres: number } | null = null;
    for (const { key, area, paths } of this.#room.recorded) {
      const edge = nearestEdge({ type: area.outline.type, paths }, at);
      if (edge !== null && edge.metres <= reach && (best === null || edge.metres < best.metres))
        best = { key, metres: edge.metres };
    }
    return best?.key ?? null;
  }

  draft(id: string): void {
    this.#room.chosen = null;
    this.#room.tracks.chosen = null;
    this.#room.held = null;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: id, vertex: null });
    const point = draftOf(this.#room.drawing, id)?.paths[0]?.points[0];
    if (point !== undefined) this.#room.crosshair.goTo(point);
  }

  outline(key: string | null): void {
    this.#room.chosen = key;
    this.#room.asking = null;
    this.#room.tracks.chosen = null;
    this.#room.held = null;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: null, vertex: null });
    const area = this.#room.screen?.outlines.find((o) => o.key === key)?.area;
    const [first] = area === undefined ? [] : positionsOf(area);
    if (area !== undefined && first !== undefined) {
      this.#room.crosshair.goTo(this.#room.picture.frame.toPlane(first));
      this.#room.say(`${area.name}; E changes it`);
    }
  }

  /** What Tab goes through: drafts, outlines on record, proposals. False after the last one: then Tab leaves the picture. */
  next(step: 1 | -1): boolean {
    const all = [
      ...this.#room.drawing.drafts.map((d) => ({ type: "draft", id: d.id }) as const),
      ...this.#room.outlines.filter((o) => o.held).map((o) => ({ type: "outline", id: o.key }) as const),
      ...this.#room.tracks.open.map((p) => ({ type: "proposal", id: p.id }) as const),
    ];
    const now = all.findIndex((a) =>
      a.type === "draft"
        ? a.id === this.#room.drawing.chosen
        : a.type === "outline"
          ? a.id === this.#room.chosen
          : a.id === this.#room.tracks.chosen,
    );
    const next = now === -1 ? (step === 1 ? 0 : all.length - 1) : now + step;
    const found = all[next];
    if (found === undefined) return false;
    if (found.type === "draft") this.draft(found.id);
    else if (found.type === "outline") this.outline(found.id);
    else this.#room.tracks.choose(found.id);
    return true;
  }

  pressDraft(id: string): void {
    this.#room.chosen = null;
    this.#room.tracks.chosen = null;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: id, vertex: null });
  }
  pressOutline(key: string): void {
    this.#room.chosen = key;
    this.#room.asking = null;
    this.#room.tracks.chosen = null;
    this.#room.steps = goneOn(this.#room.steps, { ...this.#room.drawing, chosen: null, vertex: null });
    this.#room.say(`${this.#room.chosenOutline?.area.name ?? key}; E changes it`);
  }
}

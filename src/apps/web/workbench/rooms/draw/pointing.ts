import type { VertexAt } from "../../../drawing/drawing.ts";
import * as edit from "../../../drawing/edit.ts";
import { nearestEdge, nearestVertex } from "../../../drawing/find.ts";
import { distance, type GroundPoint } from "../../../drawing/ground.ts";
import { done } from "../../../drawing/steps.ts";
import type { ViewPointer } from "../../../picture/overlay.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** A pointer that moved no further pressed in place. */
const stillPixels = 4;

/** What the pointer does over the picture. */
export class Pointing {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  /** The point that is dragged; null while none is. */
  get dragged(): VertexAt | null {
    return this.#drag?.vertex ?? null;
  }

  #drag: { readonly from: readonly [number, number]; vertex: VertexAt | null; began: boolean } | null = null;

  pointer(event: ViewPointer): boolean {
    if (event.type === "leave") return false;
    const at = this.#room.picture.frame.toPlane(event.position);
    const drag = this.#drag;
    if (event.type === "move") {
      this.#room.crosshair.at = at;
      if (drag?.vertex != null && far(drag.from, event.screen)) {
        if (!drag.began) {
          this.#room.steps = done(
            this.#room.steps,
            { ...this.#room.drawing, vertex: drag.vertex },
            "point moved",
          );
          drag.began = true;
        }
        this.#room.goOn(edit.moved(this.#room.drawing, drag.vertex, this.#room.crosshair.snap.point));
      }
      this.#room.picture.redraw();
      return drag !== null;
    }
    if (event.type === "double") {
      if (this.#room.growing !== undefined) this.#room.hand.finish();
      return true;
    }
    if (event.type === "down") {
      if (event.button !== 0) return false;
      this.#room.crosshair.at = at;
      this.#room.held = null;
      if (this.#room.growing !== undefined) {
        this.#drag = { from: event.screen, vertex: null, began: false };
        return true;
      }
      const vertex =
        this.#room.draft === undefined
          ? null
          : nearestVertex(this.#room.draft, at, this.#room.crosshair.reach());
      const under = vertex === null ? this.#anything(at) : null;
      if (vertex === null && under === null) return false;
      this.#drag = { from: event.screen, vertex, began: false };
      if (under !== null) under();
      return true;
    }
    this.#drag = null;
    if (event.type === "up" && drag !== null) {
      if (this.#room.growing !== undefined && !far(drag.from, event.screen)) this.#room.hand.place();
      else if (drag.began) this.#room.say("point moved");
    }
    return drag !== null;
  }

  /** What a press would choose at a place; null: nothing is there. */
  #anything(at: GroundPoint): (() => void) | null {
    const { drawing, tracks, choice, crosshair, picture } = this.#room;
    const reach = crosshair.reach();
    const near = (of: Parameters<typeof nearestEdge>[0]): boolean =>
      (nearestEdge(of, at)?.metres ?? Infinity) <= reach;
    const draft = drawing.drafts.find(near);
    if (draft !== undefined) return () => choice.pressDraft(draft.id);
    const proposal = tracks.open.find(({ line }) =>
      near({ type: "lines", paths: [{ points: line.map(picture.frame.toPlane), polygon: 0 }] }),
    );
    if (proposal !== undefined) return () => tracks.choose(proposal.id, false);
    const key = choice.under(at);
    return key === null ? null : () => choice.pressOutline(key);
  }
}

const far = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  distance(a, b) > stillPixels;

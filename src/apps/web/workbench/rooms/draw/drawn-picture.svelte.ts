import { messageOf } from "../../../../../base/errors.ts";
import { positionsOf } from "../../../../../sites/counting/outline-parts.ts";
import { untrack } from "svelte";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import type { GroundPoint } from "../../../drawing/ground.ts";
import { changedOutlines } from "../../../drawing/snap-lines.ts";
import { groundFrame, type PictureFrame } from "../../../picture/frame.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { openRangeReader } from "../../../picture/range-reader.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { usualTones } from "../look/address.ts";
import { openLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";
import { drawingOverlay, type ShownDrawing } from "./drawing-overlay.ts";
import type { DrawRoom } from "./room.svelte.ts";

/** The picture that is drawn on, with the drawing over it. */
export class DrawnPicture {
  readonly #room: DrawRoom;

  constructor(room: DrawRoom) {
    this.#room = room;
  }

  /** Why its pixels could not be read. */
  failure = $state("");
  metresPerPixel = $state(1);
  readonly #reader = openRangeReader();
  readonly #looks = openLooks(this.#reader, () => null);
  frame: PictureFrame = groundFrame([0, 0]);
  view: PictureView | null = null;

  screenOf = (look: string): Promise<LookScreen> => this.#looks.screen(look);

  close(): void {
    this.view?.close();
    this.view = null;
    this.#looks.close();
    this.#reader.close();
  }

  redraw(): void {
    this.view?.redraw();
  }

  focus(): void {
    this.view?.host.querySelector<HTMLElement>("[role=application]")?.focus({ preventScroll: true });
  }

  /** Shows it in the element that it fills. */
  attach(host: HTMLElement): () => void {
    const { look } = this.#room;
    if (look === null) return () => {};
    const view = openPictureView({
      host,
      frame: this.frame,
      plainCanvas: new URLSearchParams(location.search).get("canvas") === "1",
      label: `picture of ${look.site.name}: arrows move the crosshair, Space places a point, T begins a track, O an outline; the question mark lists all keys`,
    });
    this.view = view;
    view.addOverlay(scaleOverlay(this.frame));
    view.addOverlay(
      drawingOverlay(
        () => this.#shown(),
        (event) => this.#room.pointing.pointer(event),
        () => "crosshair",
      ),
    );
    view.onCamera((camera) => {
      this.metresPerPixel = camera.metresPerPixel;
    });
    void this.#show(look, view);
    return () => {
      view.close();
      if (this.view === view) this.view = null;
    };
  }

  async #show(look: LookScreen, view: PictureView): Promise<void> {
    const { crosshair } = this.#room;
    try {
      // Not as something that the view depends on: it would be opened anew with every move.
      const before = untrack(() => crosshair.at);
      const picture = await this.#looks.picture(look, this.frame);
      if (picture === null || this.view !== view) return;
      // Who works already keeps what is looked at.
      if (crosshair.at === before) this.#goToDrawn(view, picture.corners);
      performance.mark("draw:placed");
      view.setLayers([{ picture, style: await styleOf(picture, usualTones), opacity: 1, across: null }]);
    } catch (error) {
      this.failure = messageOf(error);
    }
  }

  #goToDrawn(view: PictureView, corners: readonly GroundPoint[]): void {
    const { outlines, growing, crosshair } = this.#room;
    const drawn = outlines.flatMap((o) => positionsOf(o.area));
    view.fit(drawn.length > 0 ? drawn : corners);
    // A line that was brought back unfinished goes on at its end.
    const last = growing?.paths.at(-1)?.points.at(-1);
    if (last === undefined) crosshair.at = view.camera.centre;
    else crosshair.goTo(last);
  }

  #shown(): ShownDrawing {
    const { outlines, chosen, drawing, tracks, crosshair, held } = this.#room;
    const changed = changedOutlines(drawing.drafts);
    return {
      recorded: outlines
        .filter((o) => o.held)
        .map((o) => ({ key: o.key, area: o.area, changing: changed.has(o.key) })),
      chosen,
      drawing,
      proposals: tracks.open.map((p) => ({ ...p, chosen: p.id === tracks.chosen })),
      crosshair: crosshair.at,
      snapped: crosshair.snap,
      held,
    };
  }
}

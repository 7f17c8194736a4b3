import type { LookScreen } from "../../../../../findings/screens/look.ts";
import type { CountingDesk } from "../../../counting/desk.ts";
import { marksOverlay, type MarksOverlayOptions } from "../../../counting/marks-overlay.ts";
import { areasOverlay } from "../../../picture/areas-overlay.ts";
import { levelRotation } from "../../../picture/camera.ts";
import { groundFrame, pixelFrame, type PictureFrame } from "../../../picture/frame.ts";
import type { PictureStyle } from "../../../picture/layer.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { scaleOverlay } from "../../../picture/scale-overlay.ts";
import { router } from "../../router.svelte.ts";
import { cameraOfText, tonesOfText, viewText } from "../look/address.ts";
import type { OpenedLooks } from "../look/opened-looks.ts";
import { styleOf } from "../look/styled.ts";

/** A camera that moves is written into the address when it has stood still for so long, in milliseconds. */
const addressMs = 250;

export interface PictureAboveOptions {
  readonly looks: OpenedLooks;
  /** The look that is counted in, and the count; nothing is shown until both are there. */
  readonly screen: () => LookScreen | null;
  readonly desk: () => CountingDesk | null;
  /** How marks are drawn over it. */
  readonly marks: Omit<MarksOverlayOptions, "desk" | "toPlaneOf">;
  /** The view has just been opened. */
  readonly opened: () => void;
  readonly moved: (view: PictureView) => void;
  /** Its tones are known now: what is shown beside it in the same ones is asked for anew. */
  readonly toned: () => void;
  /** It is shown, or cannot be. */
  readonly settled: () => void;
  readonly failed: (error: unknown) => void;
}

/** The picture above the strips, with marks over it. */
export class PictureAbove {
  view: PictureView | null = null;
  readonly #options: PictureAboveOptions;
  readonly #tones = tonesOfText(router.query.get("stretch"), router.query.get("bands"));
  #host: HTMLElement | null = null;
  #frame: PictureFrame | null = null;
  #style: PictureStyle | null = null;
  #writing: ReturnType<typeof setTimeout> | null = null;

  constructor(options: PictureAboveOptions) {
    this.#options = options;
  }

  /** The plane that a look is counted in: the ground about its site, or the pixels of a picture without a place. */
  frameOf({ picture, site }: LookScreen): PictureFrame {
    return (this.#frame ??= picture?.georeference === null ? pixelFrame() : groundFrame(site.position));
  }

  /** Black and white as it is shown with, as the server takes them for strips. */
  get stripTones(): Readonly<Record<string, string>> {
    const style = this.#style;
    if (style === null || (style.ends.length !== 1 && style.ends.length !== 3)) return {};
    return { ends: style.ends.flat().join(","), gamma: String(style.gamma) };
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    this.#host = host;
    this.open();
    return () => {
      this.#host = null;
      this.closeView();
    };
  }

  /** Opens the view where its element and what it shows are there, and it is not open yet. */
  open(): void {
    const host = this.#host;
    const [desk, screen] = [this.#options.desk(), this.#options.screen()];
    if (host === null || desk === null || screen === null || this.view !== null) return;
    const frame = this.frameOf(screen);
    const view = openPictureView({
      host,
      frame,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture that is counted in; keys are listed under ?",
    });
    this.view = view;
    view.addOverlay(
      areasOverlay(() => ({ areas: screen.areas, outlines: true, tracks: false, names: false })),
    );
    view.addOverlay(scaleOverlay(frame));
    view.addOverlay(
      marksOverlay({
        ...this.#options.marks,
        desk: this.#options.desk,
        toPlaneOf: (position) => frame.toPlane([position[0], position[1]]),
      }),
    );
    lookAtFirst(view, desk, screen);
    view.onCamera(() => {
      this.#options.moved(view);
      this.#writeSoon();
    });
    this.#options.opened();
    void this.#show(view, screen);
  }

  async #show(view: PictureView, screen: LookScreen): Promise<void> {
    try {
      const picture = await this.#options.looks.picture(screen, view.frame);
      if (picture === null || view !== this.view) return;
      const style = await styleOf(picture, this.#tones);
      if (view !== this.view) return;
      this.#style = style;
      view.setLayers([{ picture, style, opacity: 1, across: null }]);
      if (this.#options.desk()?.tracks.length === 0 && router.query.get("view") === null)
        view.fit(picture.corners);
      this.#options.toned();
    } catch (error) {
      this.#options.failed(error);
    } finally {
      this.#options.settled();
    }
  }

  #writeSoon(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.#writing = setTimeout(() => {
      if (this.view !== null && this.#options.desk() !== null)
        router.write({ view: viewText(this.view.camera, this.view.frame) });
    }, addressMs);
  }

  redraw(): void {
    this.view?.redraw();
  }

  closeView(): void {
    this.view?.close();
    this.view = null;
  }

  close(): void {
    if (this.#writing !== null) clearTimeout(this.#writing);
    this.closeView();
  }
}

/** What is shown at first: the tracks, lying level, or the whole of a picture without a place; or what the address says. */
function lookAtFirst(view: PictureView, { tracks }: CountingDesk, { picture }: LookScreen): void {
  const { frame } = view;
  const lines = tracks.map((t) => pairsOf(t.way.knots));
  const home = lines.flat().map((p) => frame.toPosition(p));
  if (home.length > 0) view.fit(home, { rotationDegrees: levelRotation(lines), marginPixels: 24 });
  else if (frame.kind === "pixels")
    view.fit(
      picture === null
        ? []
        : [
            [0, 0],
            [picture.width, picture.height],
          ],
    );
  const camera = cameraOfText(router.query.get("view"), frame);
  if (camera !== null) view.setCamera(camera);
}

const pairsOf = (knots: Float64Array): (readonly [number, number])[] =>
  Array.from({ length: knots.length / 2 }, (_, i) => [knots[2 * i] ?? 0, knots[2 * i + 1] ?? 0]);

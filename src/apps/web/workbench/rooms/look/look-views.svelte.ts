import { positionsOf } from "../../../../../sites/counting/outline-parts.ts";
import type { LookScreen } from "../../../../../findings/screens/look.ts";
import { areasOverlay, type DrawnAreas } from "../../../picture/areas-overlay.ts";
import { levelRotation, type Camera } from "../../../picture/camera.ts";
import { groundFrame, pixelFrame, type PictureFrame, type PlacePosition } from "../../../picture/frame.ts";
import type { PictureLayer } from "../../../picture/layer.ts";
import type { Overlay } from "../../../picture/overlay.ts";
import type { PaintedState } from "../../../picture/painter.ts";
import { openPictureView, type PictureView } from "../../../picture/picture-view.ts";
import { router } from "../../router.svelte.ts";
import { cameraOfText, viewText } from "./address.ts";

export interface LookViewsOptions {
  readonly screen: () => LookScreen | null;
  /** What is drawn over the look's picture, from below. */
  readonly overlays: (view: PictureView) => readonly Overlay[];
  /** What is drawn over the other look's, in the view beside it. */
  readonly drawnBeside: () => DrawnAreas;
  /** The view beside was opened: it has no layers yet. */
  readonly opened: () => void;
  readonly moved: () => void;
  readonly painted: (state: PaintedState) => void;
}

/** The view of the look's picture and, beside it, that of the other look's: both show the same place. */
export class LookViews {
  drawnBy = $state<"webgl2" | "canvas" | null>(null);
  /** Turned so that the tracks lie level. */
  level = $state(false);
  view: PictureView | null = null;
  frame: PictureFrame | null = null;
  #beside: PictureView | null = null;
  #host: HTMLElement | null = null;
  #hostBeside: HTMLElement | null = null;
  /** The camera as it was last read from the address or written there. */
  #written = "";
  readonly #options: LookViewsOptions;

  constructor(options: LookViewsOptions) {
    this.#options = options;
  }

  /** The element that the picture fills. */
  attach(host: HTMLElement): () => void {
    this.#host = host;
    this.open();
    return () => {
      this.#host = null;
      this.close();
    };
  }

  attachBeside(host: HTMLElement): () => void {
    this.#hostBeside = host;
    this.#openBeside();
    return () => {
      this.#hostBeside = null;
      this.#beside?.close();
      this.#beside = null;
    };
  }

  /** Opens the view of the look's frame, or keeps the one that is open where the frame is the same. */
  open(): void {
    const screen = this.#options.screen();
    const host = this.#host;
    if (host === null || screen === null || screen.picture === null) return;
    const frame = frameOf(screen);
    const had = this.frame;
    if (this.view !== null && had?.kind === frame.kind && had.origin.join() === frame.origin.join()) return;
    this.close();
    this.frame = frame;
    const view = openPictureView({
      host,
      frame,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture of the look; arrows move it, plus and minus zoom, R turns, 0 shows all",
    });
    this.view = view;
    this.drawnBy = view.drawnBy;
    for (const overlay of this.#options.overlays(view)) view.addOverlay(overlay);
    view.onCamera((camera) => {
      if (this.level && !this.#isLevel(camera)) this.level = false;
      this.#beside?.setCamera(camera);
      this.#options.moved();
    });
    view.onPainted((painted) => this.#options.painted(painted));
    this.#lookAtFirst(view, screen);
    if (this.#hostBeside !== null) this.#openBeside();
  }

  #lookAtFirst(view: PictureView, screen: LookScreen): void {
    const home = homeOf(screen);
    const camera = cameraOfText(router.query.get("view"), view.frame);
    if (camera === null) {
      if (home !== null) view.fit(home);
    } else {
      view.setCamera(camera);
      if (home !== null) view.setHome(home);
      this.level = camera.rotationDegrees !== 0 && this.#isLevel(camera);
    }
    this.#written = router.query.get("view") ?? "";
  }

  #openBeside(): void {
    const { view, frame } = this;
    const host = this.#hostBeside;
    if (host === null || frame === null || view === null) return;
    this.#beside?.close();
    const beside = openPictureView({
      host,
      frame,
      camera: view.camera,
      plainCanvas: router.query.get("canvas") === "1",
      label: "picture of the other look, at the same place",
    });
    this.#beside = beside;
    beside.addOverlay(areasOverlay(this.#options.drawnBeside));
    beside.onCamera((camera) => {
      if (this.view !== null && this.view.camera !== camera && !sameCamera(this.view.camera, camera))
        this.view.setCamera(camera);
    });
    this.#options.opened();
  }

  /** @param ahead layers that may be shown next @param beside those of the view beside */
  setLayers(
    layers: readonly PictureLayer[],
    ahead: readonly PictureLayer[],
    beside: readonly PictureLayer[],
  ): void {
    this.view?.setLayers(layers, ahead);
    this.#beside?.setLayers(beside);
  }

  redraw(): void {
    this.view?.redraw();
    this.#beside?.redraw();
  }

  /** North up, or turned so that the tracks lie level. */
  setLevel(level: boolean): void {
    const { view } = this;
    if (view === null) return;
    this.level = level;
    view.setCamera({ ...view.camera, rotationDegrees: level ? this.#trackRotation() : 0 });
  }

  #isLevel = ({ rotationDegrees }: Camera): boolean =>
    Math.abs(rotationDegrees - this.#trackRotation()) < 0.01;

  #trackRotation(): number {
    const { frame } = this;
    const screen = this.#options.screen();
    if (frame === null || screen === null) return 0;
    return levelRotation(
      screen.areas.flatMap((a) =>
        a.outline.type === "lines" ? a.outline.lines.map((line) => line.map(frame.toPlane)) : [],
      ),
    );
  }

  /** The camera for the address; null where nothing is shown. */
  cameraText(): string | null {
    const { view, frame } = this;
    if (view === null || frame === null) return null;
    this.#written = viewText(view.camera, frame);
    return this.#written;
  }

  /** The address may be changed from outside, by a link or by going back: what it says of the view is taken over. */
  addressChanged(): void {
    const text = router.query.get("view");
    if (text === null || text === this.#written || this.frame === null || this.view === null) return;
    const camera = cameraOfText(text, this.frame);
    this.#written = text;
    if (camera !== null) this.view.setCamera(camera);
  }

  close(): void {
    this.view?.close();
    this.view = null;
    this.#beside?.close();
    this.#beside = null;
    this.frame = null;
  }
}

const frameOf = ({ picture, site }: LookScreen): PictureFrame =>
  picture !== null && picture.georeference === null ? pixelFrame() : groundFrame(site.position);

/** What is shown at first: the areas and tracks of the day, or the whole of a picture without a place; null where only its corners tell. */
export function homeOf({ picture, areas }: LookScreen): PlacePosition[] | null {
  if (picture === null) return null;
  const { width, height, georeference } = picture;
  const positions = areas.flatMap(positionsOf);
  if (georeference !== null && positions.length > 0) return positions;
  return georeference === null
    ? [
        [0, 0],
        [width, height],
      ]
    : null;
}

const sameCamera = (a: Camera, b: Camera): boolean =>
  a.centre[0] === b.centre[0] &&
  a.centre[1] === b.centre[1] &&
  a.metresPerPixel === b.metresPerPixel &&
  a.rotationDegrees === b.rotationDegrees;

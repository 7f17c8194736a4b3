import { openPainter, type PaintedState, type Painter } from "../picture/painter.ts";
import type { MapCamera } from "./camera.ts";
import type { MapPictures } from "./map-contents.ts";
import { cameraOnPlane } from "./mercator-frame.ts";
import type { ScreenSize } from "./place-on-screen.ts";

/** Tiles that come are drawn so often at most, in milliseconds: each drawing takes as long as some frames of the map. */
const arrivalsMs = 100;
const mostBytes = 128 * 1024 * 1024;

interface Hooks {
  /** Something of the pictures has come: a new drawing would show it. */
  readonly changed: () => void;
  /** Told after every drawing how much of the pictures is there. */
  readonly painted: (state: PaintedState) => void;
}

/**
 * Pictures as part of the map's ground, drawn by the painter that draws them in their own room. They are drawn when the ground is, once for many
 * frames, so that what is dragged and played over them stays as fast as without. What a drawing no longer shows is no longer loaded.
 */
export class LaidPictures {
  readonly #hooks: Hooks;
  readonly #canvas = document.createElement("canvas");
  /** Opened with the first picture. */
  #painter: Painter | null = null;
  /** That the painter's pictures lie on. */
  #frame: MapPictures["frame"] | null = null;
  #shown: MapPictures | null = null;
  #arrived: ReturnType<typeof setTimeout> | undefined;

  constructor(hooks: Hooks) {
    this.#hooks = hooks;
    this.#canvas.addEventListener("webglcontextrestored", () => {
      this.#painter?.close();
      this.#painter = null;
      this.#arrive();
    });
  }

  /** Takes what shall lie on the ground: null ends what is being loaded. True where a new drawing would show something else. */
  show(pictures: MapPictures | null): boolean {
    const old = this.#shown;
    if (old === pictures) return false;
    this.#shown = pictures;
    this.#painter?.setLayers(pictures?.layers ?? [], []);
    if (pictures === null) this.#painter?.paint(nowhere, { width: 1, height: 1 }, 1);
    return true;
  }

  /** Draws the pictures on a ground of a size in pixels of the page, so many of its own to one of them. */
  draw(context: CanvasRenderingContext2D, camera: MapCamera, size: ScreenSize, ratio: number): void {
    const shown = this.#shown;
    if (shown === null) return;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const state = this.#opened(shown).paint(cameraOnPlane(camera, shown.frame), size, ratio);
    // As one: where pictures lie over each other, the upper one hides the lower, whatever shines through both.
    context.globalAlpha = shown.opacity;
    context.drawImage(this.#canvas, 0, 0, size.width, size.height);
    context.globalAlpha = 1;
    this.#hooks.painted(state);
  }

  end(): void {
    clearTimeout(this.#arrived);
    this.#painter?.close();
    this.#painter = null;
    this.#shown = null;
  }

  #opened(shown: MapPictures): Painter {
    if (this.#painter !== null && this.#frame === shown.frame) return this.#painter;
    this.#painter?.close();
    this.#frame = shown.frame;
    const painter = openPainter(this.#canvas, {
      plainCanvas: false,
      mostBytes,
      changed: () => this.#arrive(),
      lost: () => this.#arrive(),
    });
    painter.setLayers(shown.layers, []);
    this.#painter = painter;
    return painter;
  }

  #arrive(): void {
    this.#arrived ??= setTimeout(() => {
      this.#arrived = undefined;
      if (this.#shown !== null) this.#hooks.changed();
    }, arrivalsMs);
  }
}

const nowhere = { centre: [0, 0], metresPerPixel: 1, rotationDegrees: 0 } as const;

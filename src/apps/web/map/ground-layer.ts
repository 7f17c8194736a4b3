import type { MapCamera } from "./camera.ts";

/** Pixels beyond the edges of the view that are drawn too: so far it can be moved before it is drawn anew. */
const margin = 320;
/** Zoomed by more than this, it is drawn anew at once and not when it is left in peace. */
const mostZoom = 1.8;
const peaceMs = 90;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The ground below what moves: drawn once, larger than the view, and laid under each frame where it belongs. Coasts of a hundred thousand
 * points would otherwise be traced sixty times a second.
 */
export class GroundLayer {
  readonly #canvas = document.createElement("canvas");
  readonly #draw: (context: CanvasRenderingContext2D, camera: MapCamera, size: Size) => void;
  readonly #wish: () => void;
  #camera: MapCamera | null = null;
  #size: Size = { width: 0, height: 0 };
  #ratio = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStale = true;

  /** @param wish asks for a new frame, when a better ground can be drawn */
  constructor(
    draw: (context: CanvasRenderingContext2D, camera: MapCamera, size: Size) => void,
    wish: () => void,
  ) {
    this.#draw = draw;
    this.#wish = wish;
  }

  /** What is drawn has changed. */
  forget(): void {
    this.#isStale = true;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Lays the ground under a frame of a size in pixels of the page. */
  lay(context: CanvasRenderingContext2D, camera: MapCamera, size: Size, ratio: number): void {
    const old = this.#camera;
    const zoom = old === null ? 1 : camera.worldPixels / old.worldPixels;
    const isResized =
      size.width !== this.#size.width || size.height !== this.#size.height || ratio !== this.#ratio;
    if (old === null || this.#isStale || isResized || !this.#covers(camera, size, old, zoom)) {
      this.#drawAnew(camera, size, ratio);
    } else if (zoom !== 1) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => {
        this.#isStale = true;
        this.#wish();
      }, peaceMs);
    }
    const own = this.#camera ?? camera;
    const scale = camera.worldPixels / own.worldPixels;
    const left = wrapped(own.x - camera.x) * camera.worldPixels + size.width / 2;
    const top = (own.y - camera.y) * camera.worldPixels + size.height / 2;
    const [wide, high] = [(size.width + 2 * margin) * scale, (size.height + 2 * margin) * scale];
    context.imageSmoothingEnabled = scale !== 1;
    // On whole pixels of the screen: a copy is far faster than a resampling.
    const place = (value: number): number => (scale === 1 ? Math.round(value * ratio) / ratio : value);
    context.drawImage(this.#canvas, place(left - wide / 2), place(top - high / 2), wide, high);
  }

  #covers(camera: MapCamera, size: Size, own: MapCamera, zoom: number): boolean {
    if (zoom > mostZoom || zoom < 1 / mostZoom) return false;
    const right = Math.abs(wrapped(camera.x - own.x)) * camera.worldPixels;
    const down = Math.abs(camera.y - own.y) * camera.worldPixels;
    return (
      right + size.width / 2 <= (size.width / 2 + margin) * zoom &&
      down + size.height / 2 <= (size.height / 2 + margin) * zoom
    );
  }

  #drawAnew(camera: MapCamera, size: Size, ratio: number): void {
    clearTimeout(this.#timer);
    [this.#camera, this.#size, this.#ratio, this.#isStale] = [camera, size, ratio, false];
    const own = { width: size.width + 2 * margin, height: size.height + 2 * margin };
    const [width, height] = [Math.round(own.width * ratio), Math.round(own.height * ratio)];
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    const context = this.#canvas.getContext("2d", { alpha: false });
    if (context === null) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#draw(context, camera, own);
  }
}

const wrapped = (x: number): number => x - Math.round(x);

/** The pixels of a small drawing that are not empty, about its middle. */
export interface PixelStamp {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** Colours as the canvas holds them. */
  readonly colour: Uint32Array;
  /** 1 where the drawing covers more than half of the pixel: there it hides what is under it. */
  readonly firm: Uint8Array;
}

/** Takes the pixels of a drawing whose middle is the middle of the canvas. */
export function pixelStampOf(canvas: HTMLCanvasElement): PixelStamp | null {
  const image = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
  if (image === undefined) return null;
  const all = new Uint32Array(image.data.buffer);
  const rows: number[] = [];
  for (let i = 0; i < all.length; i++) if ((image.data[4 * i + 3] ?? 0) > 24) rows.push(i);
  return {
    dx: Int16Array.from(rows, (i) => (i % canvas.width) - Math.floor(canvas.width / 2)),
    dy: Int16Array.from(rows, (i) => Math.floor(i / canvas.width) - Math.floor(canvas.height / 2)),
    colour: Uint32Array.from(rows, (i) => all[i] ?? 0),
    firm: Uint8Array.from(rows, (i) => ((image.data[4 * i + 3] ?? 0) >= 128 ? 1 : 0)),
  };
}

/**
 * A layer whose pixels are written one by one. Thousands of small drawings a frame cost a canvas without a graphics card tens of milliseconds, and this
 * two: docs/decisions has what was measured.
 */
export class PixelLayer {
  readonly canvas: HTMLCanvasElement = document.createElement("canvas");
  readonly #context: CanvasRenderingContext2D | null = this.canvas.getContext("2d");
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #width = 0;
  #height = 0;

  /** Empties the layer and gives it a size in device pixels. */
  clear(width: number, height: number): void {
    if (this.#image === null || width !== this.#width || height !== this.#height) {
      [this.#width, this.#height] = [Math.max(1, width), Math.max(1, height)];
      this.canvas.width = this.#width;
      this.canvas.height = this.#height;
      this.#image = new ImageData(this.#width, this.#height);
      this.#pixels = new Uint32Array(this.#image.data.buffer);
    } else this.#pixels.fill(0);
  }

  stamp({ dx, dy, colour, firm }: PixelStamp, x: number, y: number): void {
    const [width, height, pixels] = [this.#width, this.#height, this.#pixels];
    const [left, top] = [Math.round(x), Math.round(y)];
    for (let i = 0; i < dx.length; i++) {
      const px = left + (dx[i] ?? 0);
      const py = top + (dy[i] ?? 0);
      if (px < 0 || py < 0 || px >= width || py >= height) continue;
      const at = py * width + px;
      // A faint edge does not wear away what lies under it.
      if (firm[i] === 1 || pixels[at] === 0) pixels[at] = colour[i] ?? 0;
    }
  }

  /** Puts what was written onto the layer's canvas. */
  show(): HTMLCanvasElement {
    if (this.#image !== null) this.#context?.putImageData(this.#image, 0, 0);
    return this.canvas;
  }
}

import { toScreen, type Camera, type ViewSize } from "./camera.ts";
import type { PictureStyle } from "./layer.ts";
import type { DrawnLayer, DrawnTile, Surface } from "./surface.ts";
import type { TileSamples } from "./tile-source.ts";

/** Tiles with their colours that are kept beside those on the screen. */
const mostKept = 96;

/** Draws on a plain 2D canvas, for browsers without WebGL 2. */
export function openCanvasSurface(canvas: HTMLCanvasElement): Surface {
  const context = canvas.getContext("2d");
  if (context === null) throw new TypeError("openCanvasSurface: this browser has no 2D canvas");
  const layerCanvas = document.createElement("canvas");
  const onLayer = layerCanvas.getContext("2d");
  const kept = new Map<string, { readonly style: string; readonly canvas: HTMLCanvasElement }>();

  function coloured(tile: DrawnTile, style: PictureStyle): HTMLCanvasElement {
    const named = JSON.stringify([style.ends, style.gamma]);
    const had = kept.get(tile.key);
    const made =
      had !== undefined && had.style === named
        ? had
        : { style: named, canvas: colouredCanvas(tile.samples, style) };
    kept.delete(tile.key);
    kept.set(tile.key, made);
    return made.canvas;
  }

  function drawLayer(layer: DrawnLayer, camera: Camera, size: ViewSize, scale: number): void {
    if (onLayer === null || context === null) return;
    layerCanvas.width = canvas.width;
    layerCanvas.height = canvas.height;
    onLayer.imageSmoothingEnabled = layer.style.smooth;
    // The sharpest come first in the list and lie on top.
    for (const tile of layer.tiles.toReversed())
      drawTile(onLayer, tile, coloured(tile, layer.style), camera, size, scale);
    const [from, to] = layer.across ?? [0, 1];
    const left = Math.round(from * canvas.width);
    const width = Math.round(to * canvas.width) - left;
    if (width <= 0) return;
    context.globalAlpha = layer.opacity;
    context.drawImage(layerCanvas, left, 0, width, canvas.height, left, 0, width, canvas.height);
    context.globalAlpha = 1;
  }

  return {
    drawnBy: "canvas",
    draw: (layers, camera, size, scale) => {
      context.clearRect(0, 0, canvas.width, canvas.height);
      for (const layer of layers) if (layer.opacity > 0) drawLayer(layer, camera, size, scale);
      const shown = new Set(layers.flatMap((l) => l.tiles.map((t) => t.key)));
      for (const key of kept.keys()) {
        if (kept.size <= mostKept) break;
        if (!shown.has(key)) kept.delete(key);
      }
    },
    forget: (key) => kept.delete(key),
    close: () => kept.clear(),
  };
}

/** Draws each cell of the mesh as the parallelogram of three of its corners, half a pixel larger so that no seam shows. */
function drawTile(
  context: CanvasRenderingContext2D,
  { mesh, span }: DrawnTile,
  image: HTMLCanvasElement,
  camera: Camera,
  size: ViewSize,
  scale: number,
): void {
  const { cells, points } = mesh;
  const side = cells + 1;
  const knot = (k: number): readonly [number, number] => {
    const [x, y] = toScreen(camera, size, [points[2 * k] ?? 0, points[2 * k + 1] ?? 0]);
    return [x * scale, y * scale];
  };
  const width = (image.width * span[0]) / cells;
  const height = (image.height * span[1]) / cells;
  for (let j = 0; j < cells; j++)
    for (let i = 0; i < cells; i++) {
      const k = j * side + i;
      const [p, q, r] = [knot(k), knot(k + 1), knot(k + side)];
      const [ax, ay] = [(q[0] - p[0]) / width, (q[1] - p[1]) / width];
      const [bx, by] = [(r[0] - p[0]) / height, (r[1] - p[1]) / height];
      context.setTransform(ax, ay, bx, by, p[0], p[1]);
      const [growX, growY] = [0.5 / Math.hypot(ax, ay), 0.5 / Math.hypot(bx, by)];
      context.drawImage(
        image,
        i * width,
        j * height,
        width,
        height,
        -growX,
        -growY,
        width + 2 * growX,
        height + 2 * growY,
      );
    }
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** Samples as colours: the same stretch and gamma as the shader's. */
function colouredCanvas(tile: TileSamples, style: PictureStyle): HTMLCanvasElement {
  const made = document.createElement("canvas");
  made.width = tile.width;
  made.height = tile.height;
  const context = made.getContext("2d");
  if (context !== null)
    context.putImageData(new ImageData(coloursOf(tile, style), tile.width, tile.height), 0, 0);
  return made;
}

/** Red, green, blue and opacity of each pixel. */
export function coloursOf(
  { width, height, channels, samples }: TileSamples,
  { ends, gamma }: Pick<PictureStyle, "ends" | "gamma">,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4);
  const bands = channels - 1;
  for (let i = 0; i < width * height; i++) {
    if (samples[i * channels + bands] === 0) continue;
    for (let k = 0; k < 3; k++) {
      const band = bands === 1 ? 0 : k;
      const [low, high] = ends[band] ?? ends[0] ?? [0, 255];
      const share = ((samples[i * channels + band] ?? 0) - low) / Math.max(high - low, 1e-9);
      out[i * 4 + k] = 255 * Math.min(1, Math.max(0, share)) ** (1 / gamma);
    }
    out[i * 4 + 3] = 255;
  }
  return out;
}

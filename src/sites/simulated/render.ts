import { brushOf, dry } from "./brush.ts";
import type { Canvas } from "./canvas.ts";
import { canvasOf } from "./canvas.ts";
import type { CaptureSettings } from "./capture-options.ts";
import type { Film } from "./develop.ts";
import { develop } from "./develop.ts";
import { fillBlock, fillCrown, fillRing } from "./fill.ts";
import { seenSamples } from "./lean.ts";
import { hangOverhead, sunlight } from "./light.ts";
import type { Point } from "./plane.ts";
import type { Scene } from "./scene.ts";
import { seasonOf } from "./season.ts";
import type { BlockShape, Colour, OverheadShape } from "./shapes.ts";
import { leanOf, shadowOf } from "./sky.ts";
import { fillTrack } from "./track-fill.ts";

/** Most samples of a canvas: what bounds time and memory. */
const mostSamples = 22_000_000;

/** Samples of pixels larger than a metre lie so near: rails and gaps between cars average out as they do for a sensor. */
const finest = 0.45;

/**
 * Samples along one side of a pixel.
 * @param finestMetres apart at least, where pixels are larger than a metre
 */
export function samplesPerPixel(gsd: number, pixels: number, finestMetres = finest): number {
  const wanted = gsd <= 0.22 ? 2 : gsd <= 1 ? 3 : Math.min(10, Math.ceil(gsd / finestMetres));
  const room = Math.max(1, Math.floor(Math.sqrt(mostSamples / (pixels * 1.25))));
  return Math.max(1, Math.min(wanted, room));
}

/** A place on the film: its middle and its size with the border, in metres and pixels of the sensor. */
export interface FilmFrame {
  readonly middle: Point;
  readonly pixel: number;
  readonly width: number;
  readonly height: number;
}

/** Paints what moves band by band, each where the thing was when that band was taken. Its colour needs no drying. */
function fillMoving(canvas: Canvas, shape: BlockShape, velocity: Point, delay: number, colour: Colour): void {
  const { codes, width, snow } = canvas;
  for (let band = 0; band < 4; band++) {
    const seconds = (band - 1) * delay;
    const code = colour[band] ?? 0;
    const stroke = (row: number, from: number, to: number): void => {
      for (let i = row * width + from; i < row * width + to; i++) {
        codes[i * 4 + band] = code;
        if (snow !== null) snow[i] = 0;
      }
    };
    const dab = (column: number, row: number): void => stroke(row, column, column + 1);
    fillBlock(canvas, shape, { dab, stroke }, [velocity[0] * seconds, velocity[1] * seconds]);
  }
}

/** Draws a scene as light on the sensor's pixels, before weather and before the sensor's own faults. */
export function render(scene: Scene, settings: CaptureSettings, frame: FilmFrame): Film {
  const perPixel = samplesPerPixel(frame.pixel, frame.width * frame.height, scene.finestMetres);
  const spacing = frame.pixel / perPixel;
  // Beyond the film's edge stand things whose shadow or top reaches in.
  const border = Math.min(Math.round((frame.width * perPixel) / 8), Math.ceil(24 / spacing));
  const canvas = canvasOf(
    frame.middle,
    (frame.width * perPixel + 2 * border) * spacing - spacing / 2,
    (frame.height * perPixel + 2 * border) * spacing - spacing / 2,
    spacing,
    settings.snow > 0,
    scene.seed,
  );
  const season = seasonOf(settings.season, settings.wetness, settings.snow);
  const backdrop = brushOf(canvas, season(scene.background));
  for (let row = 0; row < canvas.height; row++) backdrop.stroke(row, 0, canvas.width);
  const overheads: OverheadShape[] = [];
  const moving: BlockShape[] = [];
  for (const shape of scene.shapes) {
    if (shape.type === "overhead") {
      overheads.push(shape);
      continue;
    }
    // Ice floats in winter only.
    if (shape.type === "area" && shape.paint.surface === "ice" && settings.season !== "winter") continue;
    const look = season(shape.type === "track" ? shape.bed : shape.paint);
    if (shape.type === "area") fillRing(canvas, shape.ring, brushOf(canvas, look), shape.top);
    else if (shape.type === "track") fillTrack(canvas, shape, look);
    else if (shape.paint.surface === "leaves" || shape.paint.surface === "needles")
      fillCrown(canvas, shape, brushOf(canvas, look));
    else if (shape.velocity !== null && settings.bandDelaySeconds > 0) moving.push(shape);
    else fillBlock(canvas, shape, brushOf(canvas, look));
  }
  dry(canvas);
  for (const shape of moving)
    fillMoving(
      canvas,
      shape,
      shape.velocity ?? [0, 0],
      settings.bandDelaySeconds,
      season(shape.paint).colour,
    );
  const sun = { azimuth: settings.sunAzimuth, elevation: settings.sunElevation };
  const view = { azimuth: settings.viewAzimuth, offNadir: settings.offNadir };
  const colours: Colour[] = [];
  for (const overhead of overheads) {
    let index = colours.indexOf(overhead.colour);
    if (index < 0 && colours.length < 254) index = colours.push(overhead.colour) - 1;
    hangOverhead(canvas, overhead, Math.max(0, index), shadowOf(sun), leanOf(view));
  }
  const light = sunlight(canvas, sun);
  const seen = seenSamples(canvas, view);
  return develop(canvas, light, seen, colours, sun, view, {
    border,
    perPixel,
    width: frame.width,
    height: frame.height,
  });
}

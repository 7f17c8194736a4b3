import { name, stroke } from "./areas-overlay.ts";
import type { PictureFrame, PlacePosition } from "./frame.ts";
import { degreesInWords, measuredArea, measuredWay, metresInWords, squareMetresInWords } from "./measured.ts";
import type { Overlay, ViewPointer } from "./overlay.ts";

/** What is being measured: a way (length, bearing) or an area. */
export type MeasureTool = "way" | "area";

/** A measurement under way or finished. */
export interface Measurement {
  readonly tool: MeasureTool;
  readonly points: readonly PlacePosition[];
  readonly finished: boolean;
}

export interface MeasureOptions {
  readonly frame: PictureFrame;
  /** null: nothing is measured, and the pointer is left alone. */
  readonly now: () => Measurement | null;
  readonly change: (next: Measurement) => void;
  /** What the pixels carry. */
  readonly sampleDistanceMetres: () => number | null;
  readonly redraw: () => void;
}

/** Measures by clicks: each sets a point, a double click ends; after the end the next click begins anew. Dragging still moves the picture. */
export function measureOverlay(options: MeasureOptions): Overlay {
  const { frame, now, change } = options;
  let hover: PlacePosition | null = null;
  let pressed: ViewPointer | null = null;
  return {
    draw: (context, _camera, _size, toScreen) => {
      const measurement = now();
      if (measurement === null) return;
      const { tool, points, finished } = measurement;
      const shown = finished || hover === null || points.length === 0 ? points : [...points, hover];
      if (shown.length === 0) return;
      context.beginPath();
      for (const [i, p] of shown.entries()) {
        const [x, y] = toScreen(p);
        if (i === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (tool === "area" && shown.length > 2) context.closePath();
      stroke(context, "#ff8f5a", 1.75);
      for (const p of points) {
        const [x, y] = toScreen(p);
        context.beginPath();
        context.arc(x, y, 3.5, 0, 2 * Math.PI);
        context.fillStyle = "#ff8f5a";
        context.fill();
        context.strokeStyle = "#000000";
        context.lineWidth = 1;
        context.stroke();
      }
      const last = shown.at(-1);
      if (last === undefined || shown.length < 2) return;
      name(
        context,
        inWords({ tool, points: shown }, frame, options.sampleDistanceMetres()).short,
        toScreen(last),
      );
    },
    cursor: () => (now() === null ? null : "crosshair"),
    pointer: (event) => {
      const measurement = now();
      if (measurement === null) return false;
      switch (event.type) {
        case "down":
          pressed = event.button === 0 ? event : null;
          return false;
        case "double":
          // The second of the two clicks has set a point that nobody meant.
          if (!measurement.finished)
            change({
              ...measurement,
              points: measurement.points.length > 1 ? measurement.points.slice(0, -1) : measurement.points,
              finished: true,
            });
          return true;
        case "up": {
          const began = pressed;
          pressed = null;
          if (
            began === null ||
            Math.hypot(event.screen[0] - began.screen[0], event.screen[1] - began.screen[1]) > 4
          )
            return false;
          change(
            measurement.finished
              ? { ...measurement, points: [event.position], finished: false }
              : { ...measurement, points: [...measurement.points, event.position] },
          );
          return true;
        }
        case "move":
          hover = event.position;
          if (!measurement.finished && measurement.points.length > 0) options.redraw();
          return false;
        case "leave":
        case "cancel":
          hover = null;
          options.redraw();
          return false;
      }
    },
  };
}

/** A measurement in words: short for the picture, long for the panel. */
export function inWords(
  { tool, points }: Pick<Measurement, "tool" | "points">,
  frame: PictureFrame,
  sampleDistanceMetres: number | null,
): { readonly short: string; readonly long: string } {
  if (frame.kind === "pixels") {
    const length = points
      .slice(1)
      .reduce((sum, p, i) => sum + Math.hypot(p[0] - (points[i]?.[0] ?? 0), p[1] - (points[i]?.[1] ?? 0)), 0);
    const short = `${length.toFixed(1)} px`;
    return { short, long: `${short}; the picture has no place on the ground, so it has no metres` };
  }
  const basis =
    sampleDistanceMetres === null
      ? "how exact it is cannot be said: the sample distance is not known"
      : `9 of 10 lie within that, for points put to half a pixel of ${Number(sampleDistanceMetres.toPrecision(3))} m`;
  if (tool === "area") {
    const area = measuredArea(points, sampleDistanceMetres);
    if (area === null) return { short: "", long: "an area needs three corners" };
    const figure = squareMetresInWords(area.squareMetres, area.plusMinusSquareMetres);
    return { short: figure, long: `${figure}; ${metresInWords(area.aroundMetres)} around; ${basis}` };
  }
  const way = measuredWay(points, sampleDistanceMetres);
  const length = metresInWords(way.metres, way.plusMinusMetres);
  const bearing = way.bearingDegrees === null ? "" : degreesInWords(way.bearingDegrees, way.plusMinusDegrees);
  return {
    short: `${length}, ${bearing}`,
    long: `${length}; bearing ${bearing}${way.parts.length > 1 ? " of the first part" : ""}; ${basis}`,
  };
}

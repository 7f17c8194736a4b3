import type { MapCamera } from "./camera.ts";
import type { Label } from "./draw-labels.ts";
import type { MapColours } from "./map-colours.ts";
import type { MapContents } from "./map-contents.ts";
import { ellipseOnScreen, onScreen, type ScreenSize } from "./place-on-screen.ts";
import { drawVerdict, verdictShapes } from "./verdict-shapes.ts";

/** Sightings with their ellipses, and where the reports of the chosen one's rivals put them. */
export function drawSightings(
  context: CanvasRenderingContext2D,
  { sightings, selectedSighting, expected, pictures }: MapContents,
  camera: MapCamera,
  size: ScreenSize,
  colours: MapColours,
  labels: Label[],
): void {
  const casing = pictures !== null ? colours.paper : null;
  for (const { id, position, error, word, aside } of sightings) {
    if (aside) continue;
    const [x, y] = onScreen(position, camera, size);
    const { major, minor, turn } = ellipseOnScreen(error, position[1], camera);
    if (x + major < 0 || y + major < 0 || x - major > size.width || y - major > size.height) continue;
    const colour = colours.of(verdictShapes[word].colour);
    const isChosen = id === selectedSighting;
    if (major > 8 || isChosen) {
      context.beginPath();
      context.ellipse(x, y, Math.max(major, 2), Math.max(minor, 2), turn, 0, 2 * Math.PI);
      strokeLine(context, colour, isChosen ? 1.8 : 1, casing);
    }
  }
  for (const { position, error, label } of expected) {
    const [x, y] = onScreen(position, camera, size);
    const { major, minor, turn } = ellipseOnScreen(error, position[1], camera);
    context.beginPath();
    context.ellipse(x, y, Math.max(major, 2), Math.max(minor, 2), turn, 0, 2 * Math.PI);
    context.setLineDash([4, 3]);
    strokeLine(context, colours.link, 1.5, casing);
    context.setLineDash([]);
    context.beginPath();
    context.arc(x, y, 2.2, 0, 2 * Math.PI);
    context.fillStyle = colours.link;
    context.fill();
    labels.push({ x, y, words: label, weight: 5, colour: "link" });
  }
  for (const { id, position, word, label, aside } of sightings.toSorted(
    (a, b) => Number(b.aside) - Number(a.aside),
  )) {
    const [x, y] = onScreen(position, camera, size);
    if (x < -10 || y < -10 || x > size.width + 10 || y > size.height + 10) continue;
    const isChosen = id === selectedSighting;
    context.globalAlpha = aside ? 0.45 : 1;
    drawVerdict(context, word, [x, y], {
      colour: colours.of(verdictShapes[word].colour),
      ground: colours.paper,
      scale: isChosen ? 1.25 : aside ? 0.75 : 1,
    });
    context.globalAlpha = 1;
    if (isChosen) {
      context.beginPath();
      context.arc(x, y, 12, 0, 2 * Math.PI);
      strokeLine(context, colours.ink, 2, casing);
      labels.push({ x, y, words: label, weight: 6, colour: "ink" });
    }
  }
}

/** On pictures, which may be as dark or as light as a line, between two edges of another colour. */
function strokeLine(
  context: CanvasRenderingContext2D,
  colour: string,
  width: number,
  casing: string | null,
): void {
  if (casing !== null) {
    context.lineWidth = width + 2.4;
    context.strokeStyle = casing;
    context.globalAlpha = 0.75;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.stroke();
}

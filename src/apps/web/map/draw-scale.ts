import { metresPerPixel, type MapCamera } from "./camera.ts";

/** A bar of a round length in the corner, in metres or kilometres. */
export function drawScale(
  context: CanvasRenderingContext2D,
  camera: MapCamera,
  size: { readonly height: number },
  { ink, paper }: { readonly ink: string; readonly paper: string },
): void {
  const metres = metresPerPixel(camera);
  const length = [1, 2, 5]
    .flatMap((n) => Array.from({ length: 8 }, (_, power) => n * 10 ** power))
    .filter((candidate) => candidate / metres < 160)
    .reduce((a, b) => Math.max(a, b), 1);
  const words = length >= 1000 ? `${length / 1000} km` : `${length} m`;
  const [left, bottom] = [16, size.height - 14];
  context.font = "12px system-ui, sans-serif";
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  const trace = (): void => {
    context.beginPath();
    context.moveTo(left, bottom - 5);
    context.lineTo(left, bottom);
    context.lineTo(left + length / metres, bottom);
    context.lineTo(left + length / metres, bottom - 5);
  };
  context.lineWidth = 4;
  context.strokeStyle = paper;
  trace();
  context.stroke();
  context.strokeText(words, left + 4, bottom - 9);
  context.lineWidth = 1.5;
  context.strokeStyle = ink;
  trace();
  context.stroke();
  context.fillStyle = ink;
  context.fillText(words, left + 4, bottom - 9);
}

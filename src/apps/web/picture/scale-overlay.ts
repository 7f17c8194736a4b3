import type { PictureFrame } from "./frame.ts";
import type { Overlay } from "./overlay.ts";

/** A round length that takes between a half and all of `mostPixels` of the screen: 1, 2 or 5 times a power of ten. */
export function roundLength(metresPerPixel: number, mostPixels: number): number {
  const most = metresPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  return (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1) * power;
}

export const lengthInWords = (metres: number): string =>
  metres >= 1000 ? `${metres / 1000} km` : metres >= 1 ? `${metres} m` : `${Math.round(metres * 100)} cm`;

/** A scale bar and an arrow to the north, at the bottom left; for a picture without a place its pixels and no arrow. */
export function scaleOverlay(frame: PictureFrame): Overlay {
  return {
    draw: (context, camera, size) => {
      const length = roundLength(camera.metresPerPixel, Math.min(160, size.width / 4));
      const pixels = length / camera.metresPerPixel;
      const words = frame.kind === "ground" ? lengthInWords(length) : `${length} px`;
      const [left, bottom] = [16, size.height - 16];
      const line = (): void => {
        context.beginPath();
        context.moveTo(left, bottom - 6);
        context.lineTo(left, bottom);
        context.lineTo(left + pixels, bottom);
        context.lineTo(left + pixels, bottom - 6);
      };
      for (const [colour, width] of [
        ["rgb(0 0 0 / 65%)", 5],
        ["#ffffff", 2],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        line();
        context.stroke();
      }
      context.font = "600 12px system-ui, sans-serif";
      context.textBaseline = "bottom";
      context.lineJoin = "round";
      context.strokeStyle = "rgb(0 0 0 / 65%)";
      context.lineWidth = 4;
      context.strokeText(words, left, bottom - 8);
      context.fillStyle = "#ffffff";
      context.fillText(words, left, bottom - 8);
      if (frame.kind === "ground") arrow(context, left + pixels + 26, bottom - 12, camera.rotationDegrees);
    },
  };
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, rotationDegrees: number): void {
  context.save();
  context.translate(x, y);
  context.rotate((-rotationDegrees * Math.PI) / 180);
  context.beginPath();
  context.moveTo(0, -13);
  context.lineTo(5, 6);
  context.lineTo(0, 3);
  context.lineTo(-5, 6);
  context.closePath();
  context.strokeStyle = "rgb(0 0 0 / 65%)";
  context.lineWidth = 3;
  context.stroke();
  context.fillStyle = "#ffffff";
  context.fill();
  context.restore();
  context.font = "600 10px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  const a = (-rotationDegrees * Math.PI) / 180;
  const [nx, ny] = [x + 20 * Math.sin(a), y - 20 * Math.cos(a)];
  context.strokeStyle = "rgb(0 0 0 / 65%)";
  context.lineWidth = 3;
  context.strokeText("N", nx, ny);
  context.fillStyle = "#ffffff";
  context.fillText("N", nx, ny);
  context.textAlign = "start";
}

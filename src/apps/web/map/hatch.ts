/** How well ships are heard somewhere, as the map shades it. */
export const receptions = ["well", "poorly", "nobody"] as const;
export type Heard = (typeof receptions)[number];

/** From this probability in a stretch of ten minutes on, a place is one where ships are heard well. */
export const heardWell = 0.7;

/** How a place is shaded: by what is known at least. Nobody heard says nothing of ships. */
export function heardAs({ ships, low }: { readonly ships: number; readonly low: number }): Heard {
  if (ships === 0) return "nobody";
  return low >= heardWell ? "well" : "poorly";
}

/** A small drawing that fills a shape by repetition: dots where ships are heard well, lines where poorly, crossed lines where nobody was. */
export function hatchOf(heard: Heard, colour: string, ratio: number): HTMLCanvasElement {
  const side = Math.round((heard === "well" ? 8 : 11) * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.strokeStyle = context.fillStyle = colour;
  if (heard === "well") {
    context.globalAlpha = 0.1;
    context.fillRect(0, 0, side, side);
    context.globalAlpha = 0.5;
    context.fillRect(side / 2, side / 2, ratio, ratio);
    return canvas;
  }
  context.globalAlpha = 0.27;
  context.lineWidth = ratio;
  context.beginPath();
  // Three times, so that the lines meet at the edges of the repeated square.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift, side);
    context.lineTo(shift + side, 0);
    if (heard === "nobody") {
      context.moveTo(shift, 0);
      context.lineTo(shift + side, side);
    }
  }
  context.stroke();
  return canvas;
}

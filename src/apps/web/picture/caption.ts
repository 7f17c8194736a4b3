/** What is written over a frame that leaves the case. */
export interface Caption {
  readonly date: string;
  /** Who took it, under which licence, with the attribution that this asks for. */
  readonly credit: string;
  readonly simulated: boolean;
}

/** Height of the band below the picture, as a share of the frame's. */
const bandShare = 0.09;

export const bandHeight = (height: number): number => Math.round(height * bandShare);

/** Writes the caption into a band at the bottom of a frame, so that it is part of every copy. */
export function drawCaption(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
  { date, credit, simulated }: Caption,
): void {
  const band = bandHeight(height);
  const top = height - band;
  context.fillStyle = "#14171a";
  context.fillRect(0, top, width, band);
  const margin = Math.round(band * 0.25);
  context.textBaseline = "middle";
  context.fillStyle = "#ffffff";
  context.font = `600 ${Math.round(band * 0.42)}px system-ui, sans-serif`;
  context.fillText(date, margin, top + band / 2);
  const taken = context.measureText(date).width + 2 * margin;
  context.font = `${Math.round(band * 0.26)}px system-ui, sans-serif`;
  context.fillStyle = "#d7dbdf";
  context.textAlign = "right";
  context.fillText(credit, width - margin, top + band / 2, width - taken - margin);
  context.textAlign = "left";
  if (!simulated) return;
  context.font = `700 ${Math.round(band * 0.4)}px system-ui, sans-serif`;
  const words = "SIMULATED";
  const wide = context.measureText(words).width + 2 * margin;
  context.fillStyle = "#ffd166";
  context.fillRect(width - wide - margin, margin, wide, Math.round(band * 0.66));
  context.fillStyle = "#14171a";
  context.fillText(words, width - wide, margin + Math.round(band * 0.34));
}

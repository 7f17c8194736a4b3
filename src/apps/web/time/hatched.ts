/** Fills a box with slanting lines and a thin frame: here nobody looked, and nothing is known. */
export function hatched(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: string,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  // Counted from the canvas's own corner, so that the lines of neighbours meet.
  const first = Math.floor((left - height) / 6) * 6;
  const last = Math.min(left + width, 8_000);
  for (let x = Math.max(first, -200); x < last; x += 6) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

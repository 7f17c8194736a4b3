/**
 * Which pixels have their middle in any of the polygons, and data.
 * @param polygons rings of pixels; holes are rings after the first
 */
export function insideOf(
  polygons: readonly (readonly (readonly (readonly [column: number, row: number])[])[])[],
  width: number,
  height: number,
  valid: Uint8Array | null,
): Uint8Array {
  const within = new Uint8Array(width * height);
  for (const polygon of polygons)
    for (let y = 0; y < height; y++) {
      const crossings: number[] = [];
      for (const ring of polygon)
        ring.forEach(([x1, y1], i) => {
          const [x0, y0] = ring.at(i - 1) ?? [x1, y1];
          if (y0 > y + 0.5 !== y1 > y + 0.5) crossings.push(x0 + ((y + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
        });
      crossings.sort((a, b) => a - b);
      for (let k = 0; k + 1 < crossings.length; k += 2)
        within.fill(
          1,
          y * width + Math.min(width, Math.max(0, Math.ceil((crossings[k] ?? 0) - 0.5))),
          y * width + Math.min(width, Math.max(0, Math.ceil((crossings[k + 1] ?? 0) - 0.5))),
        );
    }
  if (valid !== null) for (let i = 0; i < within.length; i++) if (valid[i] === 0) within[i] = 0;
  return within;
}

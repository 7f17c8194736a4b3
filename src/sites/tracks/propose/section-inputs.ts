import type { Sections } from "./sections.ts";

const bothSides = (offsets: readonly number[]): readonly number[] => [
  ...offsets.map((o) => -o).toReversed(),
  ...(offsets.includes(0) ? offsets.slice(1) : offsets),
];

/** Rows of 0.4 m from the middle at which a section is read: the track closely, its neighbours to 7.2 m loosely. */
const offsets = {
  mean: bothSides([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18]),
  edges: bothSides([0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 15, 17]),
  change: bothSides([0, 2, 4, 6, 8, 10, 13, 16]),
} as const;

const channels = Object.entries(offsets).map(([name, rows]) => ({
  name: name as keyof typeof offsets,
  rows: Int32Array.from(rows),
}));

/** How many numbers each channel gives, from one side to the other. */
export const channelSizes: readonly number[] = channels.map(({ rows }) => rows.length);
/** Rows that are read to each side. */
export const sectionReach = 18;
/** Numbers that the network of sections reads: those above and the sample distance. */
export const sectionInputs: number = channels.reduce((sum, { rows }) => sum + rows.length, 1);

/** Reads a section about a row into `inputs`. The row must be `sectionReach` from both ends. */
export function readSection(
  sections: Sections,
  section: number,
  row: number,
  stepMetres: number,
  inputs: Float32Array,
): void {
  const base = section * sections.high + row;
  let n = 0;
  for (const { name, rows } of channels) {
    const values = sections[name];
    for (let i = 0; i < rows.length; i++) inputs[n++] = values[base + (rows[i] ?? 0)] ?? 0;
  }
  inputs[n] = Math.log2(stepMetres / 0.5);
}

import type { MovementsScreen } from "../../../../../findings/screens/movements.ts";
import type { BarPicture, BarSighting } from "../../../time/bar-contents.ts";

/** Sightings as marks of the time bar. */
export const barSightingsOf = ({ sightings }: Pick<MovementsScreen, "sightings">): readonly BarSighting[] =>
  sightings.map(({ id, fromMs, toMs, word }) => ({ id, fromMs, toMs, word: word ?? "no-verdict" }));

/** Looks and scenes as marks of the time bar. */
export const barPicturesOf = ({
  looks,
  scenes,
}: Pick<MovementsScreen, "looks" | "scenes">): readonly BarPicture[] => [
  ...looks.map(({ id, fromMs, toMs, picture }) => ({
    id,
    fromMs,
    toMs,
    kind: "look" as const,
    held: picture,
  })),
  ...scenes.map(({ id, fromMs, toMs, sensor }) => ({
    id,
    fromMs,
    toMs,
    kind: sensor === "radar" ? ("radar" as const) : ("optical" as const),
  })),
];

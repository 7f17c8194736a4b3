import type { HistoryPoint } from "../../../findings/screens/history-point.ts";

/** The shape a look is drawn in: how it ended and who counted, so that nothing hangs on colour. */
export const shapes = [
  "dot",
  "square",
  "diamond",
  "dot-up",
  "square-up",
  "diamond-up",
  "train-length",
  "cargo-length",
  "no-figure",
  "not-seen",
  "failed",
] as const;
export type Shape = (typeof shapes)[number];

/** How a look is filled: by what it is to the one under test. */
export const fills = ["under-test", "comparable", "set-aside", "later", "later-alike", "untested"] as const;
export type Fill = (typeof fills)[number];

const baseOf = { published: "dot", people: "square", machine: "diamond" } as const;

export function shapeOf({ outcome, best, readAs, by }: HistoryPoint): Shape {
  if (outcome === "not-seen" || outcome === "failed") return outcome;
  if (best === null) return "no-figure";
  if (readAs !== "itself") return readAs;
  return outcome === "partial" ? `${baseOf[by]}-up` : baseOf[by];
}

export function fillOf({ standing, why }: HistoryPoint): Fill {
  switch (standing) {
    case "under-test":
    case "comparable":
    case "untested":
      return standing;
    case "later":
      return why.includes(";") ? "later" : "later-alike";
    default:
      return "set-aside";
  }
}

/** Lines under the axis, for looks without a figure: they cannot be taken for a zero there. */
export const lanes = ["no-figure", "not-seen", "failed"] as const;
export type Lane = (typeof lanes)[number];
export const laneWords: Readonly<Record<Lane, string>> = {
  "no-figure": "no figure",
  "not-seen": "not seen",
  failed: "failed",
};

export const laneOf = (shape: Shape): Lane | null => lanes.find((lane) => lane === shape) ?? null;

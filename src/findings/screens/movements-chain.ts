import { nounFor } from "../../base/counted.ts";
import type {
  ChainLink,
  ChainModel,
  ChainPath,
  ChainPlace,
  Joint,
  Strength,
} from "../../movements/chain/chain.ts";
import type { Bounds } from "../../movements/chain/chain.ts";

/** A node of the diagram, from the top down, and what goes on from it. */
export interface ChainStep {
  readonly place: ChainPlace;
  /** How what came in goes out again here; null at both ends. */
  readonly joint: Joint | null;
  /** null at the last place. */
  readonly link: ChainLink | null;
  /** Containers of the first link's load that can have come along so far. */
  readonly carried: Bounds | null;
  readonly others: readonly ChainLink[];
  readonly isWeakest: boolean;
}

/** One way through the chain as a diagram reads it. */
export interface ChainDiagram {
  readonly path: ChainPath;
  readonly steps: readonly ChainStep[];
}

/** The ways of a model, best held first, with places and links in place of their names. */
export function chainDiagrams({ places, links, paths }: ChainModel): ChainDiagram[] {
  const placeOf = new Map(places.map((p) => [p.id, p]));
  const linkOf = new Map(links.map((l) => [l.id, l]));
  return paths.map((path) => ({
    path,
    steps: path.places.map((id, i): ChainStep => ({
      place: placeOf.get(id) ?? { id, name: id, site: false, position: null },
      joint: path.joints.find((j) => j.at === id && j.after === path.links[i]) ?? null,
      link: linkOf.get(path.links[i] ?? "") ?? null,
      carried: path.carried[i] ?? null,
      others: (path.others[i] ?? []).flatMap((other) => linkOf.get(other) ?? []),
      isWeakest: i === path.weakest.step && i < path.links.length,
    })),
  }));
}

export const strengthWords: Readonly<Record<Strength, string>> = {
  "seen-both-ends": "seen at both ends",
  "seen-one-end": "seen at one end",
  inferred: "inferred",
  claimed: "claimed",
  possible: "possible, on no record",
};

/** "200 to 300", "at least 200", "at most 300", "not known". */
export function boundsWords({ low, high }: Bounds): string {
  const figure = (n: number): string => n.toLocaleString("en", { maximumFractionDigits: 0 });
  if (low === null && high === null) return "not known";
  if (low === null) return `at most ${figure(high ?? 0)}`;
  if (high === null) return `at least ${figure(low)}`;
  return low === high ? figure(low) : `${figure(low)} to ${figure(high)}`;
}

/** "200 to 300 containers", "containers: number not known". */
export const containersWords = (bounds: Bounds): string =>
  bounds.low === null && bounds.high === null
    ? "containers, number not known"
    : `${boundsWords(bounds)} ${nounFor(bounds.low === bounds.high ? (bounds.low ?? 0) : 0, "container")}`;

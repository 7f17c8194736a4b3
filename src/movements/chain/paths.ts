import { strengths, type ChainLink, type ChainPath, type Strength } from "./chain.ts";
import { jointOf, orderOf } from "./joints.ts";
import { carriedThrough } from "./quantity.ts";

/** Combinations of links that are tried before the search is cut. */
const mostTried = 200_000;

const rank = (s: Strength): number => strengths.indexOf(s);

export interface PathQuestion {
  /** null: any site that loads leave before any came to it. */
  readonly from: string | null;
  readonly to: string | null;
  /** Places that are sites of the case: without a place asked for, ways run between these. */
  readonly sites: ReadonlySet<string>;
  readonly mostSteps: number;
}

/**
 * Ways through the links, one for each sequence of places. Of all the links on record for its steps the ones are shown that are held
 * best as a whole: first none that cannot follow another, then the strongest weakest link, then strength in sum, then the least time
 * between. The answer does not depend on the order of the links.
 */
export function pathsThrough(
  links: readonly ChainLink[],
  { from, to, sites, mostSteps }: PathQuestion,
): { readonly paths: readonly ChainPath[]; readonly cut: boolean } {
  const asked = from !== null || to !== null;
  const sorted = links
    .filter((l) => asked || (sites.has(l.from) && sites.has(l.to)))
    .toSorted((a, b) => rank(a.strength) - rank(b.strength) || (a.id < b.id ? -1 : 1));
  const leaving = Map.groupBy(sorted, (l) => l.from);
  const destinations = new Set(sorted.map((l) => l.to));
  const starts =
    from !== null
      ? [from]
      : [...leaving.keys()]
          .filter((p) => sites.has(p))
          .filter((p) => !destinations.has(p) || isOnlyReturned(p, sorted))
          .sort((a, b) => (a < b ? -1 : 1));
  const best = new Map<string, Way>();
  let tried = 0;
  let cut = false;
  const walk = (place: string, way: ChainLink[], seen: ReadonlySet<string>): void => {
    if (cut) return;
    const onward = way.length < mostSteps ? (leaving.get(place) ?? []).filter((l) => !seen.has(l.to)) : [];
    const ended = to === null ? onward.length === 0 || way.length > 0 : place === to;
    if (way.length > 0 && ended) {
      if (++tried > mostTried) {
        cut = true;
        return;
      }
      keep(best, way);
    }
    if (to !== null && place === to) return;
    for (const link of onward) walk(link.to, [...way, link], new Set([...seen, link.to]));
  };
  for (const start of starts) walk(start, [], new Set([start]));
  const ways = [...best.values()];
  // Without an end asked for, a way that is a part of a longer one is told by that.
  const shown = to !== null ? ways : ways.filter((w) => !ways.some((o) => o !== w && isPartOf(w, o)));
  return {
    paths: shown.map((w) => pathOf(w, sorted)).sort(byHold),
    cut,
  };
}

/** True for a place that loads come to only on their way back: the first leg of a shuttle in time leaves it. */
function isOnlyReturned(place: string, links: readonly ChainLink[]): boolean {
  const first = (of: readonly ChainLink[], at: "departs" | "arrives"): number =>
    Math.min(...of.map((l) => l[at].earliestMs ?? Infinity));
  const leaves = first(
    links.filter((l) => l.from === place),
    "departs",
  );
  const comes = first(
    links.filter((l) => l.to === place),
    "arrives",
  );
  return Number.isFinite(leaves) && leaves <= comes;
}

/** True when all places of one way stand in a row in another. */
const isPartOf = (part: Way, whole: Way): boolean =>
  `>${whole.places.join(">")}>`.includes(`>${part.places.join(">")}>`);

interface Way {
  readonly places: readonly string[];
  readonly links: readonly ChainLink[];
  readonly score: readonly number[];
}

function keep(best: Map<string, Way>, links: readonly ChainLink[]): void {
  const [first] = links;
  if (first === undefined) return;
  const places = [first.from, ...links.map((l) => l.to)];
  const key = `${places.join(">")}|${links.map((l) => l.mode).join(",")}`;
  const way: Way = { places, links, score: scoreOf(links) };
  const known = best.get(key);
  if (known === undefined || compare(way, known) < 0) best.set(key, way);
}

function scoreOf(links: readonly ChainLink[]): number[] {
  let impossible = links.filter((l) => l.feasible === "no").length;
  let unknown = 0;
  let between = 0;
  for (const [i, link] of links.entries()) {
    const before = links[i - 1];
    if (before === undefined) continue;
    const order = orderOf(before.arrives, link.departs);
    if (order === "cannot") impossible++;
    if (order === "cannot-tell") unknown++;
    const gap = (link.departs.earliestMs ?? 0) - (before.arrives.latestMs ?? 0);
    if (link.departs.earliestMs !== null && before.arrives.latestMs !== null) between += Math.max(0, gap);
  }
  const ranks = links.map((l) => rank(l.strength));
  const told = links.filter((l) => l.containers.low !== null || l.containers.high !== null).length;
  return [
    impossible,
    Math.max(...ranks),
    ranks.reduce((a, b) => a + b, 0),
    -links.filter((l) => l.sameLoad).length,
    unknown,
    -told,
    between,
    links[0]?.departs.earliestMs ?? Infinity,
  ];
}

function compare(a: Way, b: Way): number {
  for (const [i, x] of a.score.entries()) {
    const y = b.score[i] ?? 0;
    if (x !== y) return x < y ? -1 : 1;
  }
  const [ka, kb] = [a, b].map((w) => w.links.map((l) => l.id).join("|"));
  return (ka ?? "") < (kb ?? "") ? -1 : (ka ?? "") > (kb ?? "") ? 1 : 0;
}

function pathOf({ places, links }: Way, all: readonly ChainLink[]): ChainPath {
  const carried = carriedThrough(links);
  const joints = links.slice(1).flatMap((after, i) => {
    const before = links[i];
    const had = carried[i];
    return before === undefined || had === undefined ? [] : [jointOf(before, after, had)];
  });
  const weakest = links.reduce(
    (w, l, i) => (rank(l.strength) > rank(links[w]?.strength ?? "seen-both-ends") ? i : w),
    0,
  );
  // A step that cannot be is weaker than any that can.
  const broken = links.findIndex((l, i) => l.feasible === "no" || joints[i - 1]?.order === "cannot");
  const step = broken >= 0 ? broken : weakest;
  const link = links[step];
  const first = links[0];
  const last = links.at(-1);
  if (link === undefined || first === undefined || last === undefined)
    throw new RangeError("chain: a path without a link");
  return {
    id: places.join(">"),
    places,
    links: links.map((l) => l.id),
    others: links.map((l) =>
      all.filter((o) => o !== l && o.from === l.from && o.to === l.to).map((o) => o.id),
    ),
    joints,
    carried,
    departs: first.departs,
    arrives: last.arrives,
    strength: links[weakest]?.strength ?? "possible",
    holds: broken < 0,
    weakest: {
      step,
      link: link.id,
      why: [
        ...(link.feasible === "no" ? ["there was not time enough for the way"] : []),
        ...(joints[step - 1]?.order === "cannot"
          ? ["it had to leave before the link before it came in"]
          : []),
        ...link.reasons,
      ],
      wanted: link.wanted,
    },
  };
}

const byHold = (a: ChainPath, b: ChainPath): number =>
  Number(b.holds) - Number(a.holds) ||
  rank(a.strength) - rank(b.strength) ||
  b.links.length - a.links.length ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

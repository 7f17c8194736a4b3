import type { CountingRule } from "../counting-rule.ts";
import type { PortLook } from "../trips.ts";
import { shuttleSettings } from "./shuttle-question.ts";

/*
 * A judge of least and most that shares nothing with the search: where a ship is, is written down tick by tick (a letter for a port, a dot for under way), all such
 * lives of all ships are tried together with every ship for every unnamed sighting, and what is on record is asked of them as docs/method/voyages.md words it.
 * A tick is a millisecond, the unit of the search, so that both know the same moments.
 */

export type Letter = "A" | "B" | "C" | "E" | ".";

export interface LivedShape {
  readonly ticks: number;
  /** Ticks from one port to another, and out of a port before another stay there. */
  readonly over: number;
  readonly away: number;
  readonly stays: Readonly<Record<"A" | "B" | "C", number>>;
  readonly third: "none" | "load" | "land";
  readonly rule: Exclude<CountingRule, "pier-visit">;
  readonly missesBeyond: number;
  /** Null: only the named ships are counted, and others may have been anything. */
  readonly otherHulls: number | null;
}

interface Told {
  readonly at: readonly [first: number, last: number];
  readonly place: Letter;
}
export interface LivedSighting extends Told {
  readonly id: string;
  readonly ship: string | null;
  readonly candidates: readonly string[] | null;
  readonly throughout: boolean;
  readonly look: string | null;
}
export interface LivedLook extends Told {
  readonly id: string;
  readonly saw: PortLook["saw"];
}
export interface LivedCase extends LivedShape {
  readonly seen: readonly LivedSighting[];
  readonly looks: readonly LivedLook[];
}

const missChance = 1 - shuttleSettings.usualFoundChance;

/** A run of one letter, first and last tick of the window that it holds. */
interface Run {
  readonly place: Exclude<Letter, ".">;
  readonly first: number;
  readonly last: number;
}

function runsOf(life: string): Run[] {
  return [...life.matchAll(/A+|B+|C+|E+/g)].map((m) => ({
    place: (m[0][0] ?? "A") as Run["place"],
    first: m.index,
    last: m.index + m[0].length - 1,
  }));
}

/** Whether a ship can have lived so: stays long enough, unless an end of the window cuts them, and time enough between them. */
function canBeLived(life: string, { ticks, over, away, stays }: LivedShape): boolean {
  const runs = runsOf(life);
  return runs.every(({ place, first, last }, i) => {
    const next = runs[i + 1];
    const least = place === "E" ? 0 : stays[place];
    if (first > 0 && last < ticks - 1 && last - first < least) return false;
    if (next === undefined) return true;
    // A place that is no port has no known position: to sail there takes a tick.
    const between = place === "E" || next.place === "E" ? 1 : place === next.place ? away : over;
    return next.first - last >= between;
  });
}

const holdsAllThrough = (life: string, { place, at: [first, last] }: Told): boolean =>
  life.slice(first, last + 1) === place.repeat(last - first + 1);

const showsOnce = (life: string, { place, at: [first, last] }: Told): boolean =>
  life.slice(first, last + 1).includes(place);

const agrees = (life: string, s: LivedSighting): boolean =>
  s.throughout ? holdsAllThrough(life, s) : showsOnce(life, s);

/** Nobody knows of a place that is no port but by a sighting there: each stay there is one that no stay before it was. */
function isToldElsewhere(life: string, own: readonly LivedSighting[]): boolean {
  const elsewhere = runsOf(life).filter((r) => r.place === "E");
  const isOf = (r: Run, s: LivedSighting): boolean =>
    s.place === "E" &&
    (s.throughout ? r.first <= s.at[0] && r.last >= s.at[1] : r.first <= s.at[1] && r.last >= s.at[0]);
  return elsewhere.every((r, i) =>
    own.some((s) => isOf(r, s) && !elsewhere.slice(0, i).some((b) => isOf(b, s))),
  );
}

function countOf(life: string, { rule, third }: LivedShape): number {
  const sides = runsOf(life).flatMap(({ place }) =>
    place === "E" ? [] : [place === "A" || (place === "C" && third === "load") ? "l" : "d"],
  );
  const text = sides.join("");
  if (rule === "ship-visit") return text.split("l").length - 1;
  const legs = text.match(/l+(?=d)/g)?.length ?? 0;
  if (rule === "loaded-leg") return legs;
  // A round trip begins at the land side: a leg that nothing of the land side is before is none.
  return legs - (/^l+d/.test(text) ? 1 : 0);
}

/** How many looks may have missed a ship: the fewest such that more have at most the chance, over all ways in which each finds or misses. */
function missesOf(looks: number, beyond: number): number {
  for (let k = 0; ; k++) {
    let more = 0;
    for (let way = 0; way < 1 << looks; way++) {
      const missed = way.toString(2).split("1").length - 1;
      if (missed > k) more += missChance ** missed * (1 - missChance) ** (looks - missed);
    }
    if (more <= beyond + 1e-9) return k;
  }
}

function livesOf(shape: LivedShape, letters: readonly Letter[]): string[] {
  let lives = [""];
  for (let tick = 0; tick < shape.ticks; tick++) lives = lives.flatMap((l) => letters.map((x) => l + x));
  return lives.filter((l) => canBeLived(l, shape));
}

/** Every number that the rule can count over all ships; null where the sightings of one ship alone cannot be of one. */
export function everyCount(c: LivedCase): ReadonlySet<number> | null {
  const isInside = ({ at: [first, last] }: Told): boolean => first >= 0 && last < c.ticks;
  const ships: (string | null)[] = [...new Set(c.seen.flatMap((s) => s.ship ?? []))].toSorted();
  ships.push(...Array.from({ length: c.otherHulls ?? 0 }, () => null));
  const seen = c.seen.filter(isInside);
  const looks = c.looks.filter((l) => isInside(l) && l.saw === "whole");
  const unnamed = seen.filter((s) => s.ship === null);
  const misses = missesOf(looks.length, c.missesBeyond);
  const ports: Letter[] = c.third === "none" ? ["A", "B", "."] : ["A", "B", "C", "."];
  const kinds: {
    readonly count: number;
    readonly accounts: readonly boolean[];
    readonly there: readonly boolean[];
  }[][] = [];
  for (const ship of ships) {
    const own = seen.filter((s) => s.ship === ship && ship !== null);
    const lives = livesOf(c, own.some((s) => s.place === "E") ? [...ports, "E"] : ports).filter(
      (life) => own.every((s) => agrees(life, s)) && isToldElsewhere(life, own),
    );
    if (lives.length === 0) return null;
    const found = new Map(
      lives.map((life) => {
        const kind = {
          count: countOf(life, c),
          accounts: unnamed.map(
            (u) => (ship === null || u.candidates === null || u.candidates.includes(ship)) && agrees(life, u),
          ),
          // In sight of a whole look all the time, and not named by it.
          there: looks.map(
            (l) =>
              holdsAllThrough(life, l) &&
              !seen.some((s) => s.look === l.id && s.ship === ship && ship !== null),
          ),
        };
        return [JSON.stringify(kind), kind] as const;
      }),
    );
    kinds.push([...found.values()]);
  }
  const counts = new Set<number>();
  const goTogether = (chosen: readonly number[], of: readonly (number | null)[]): boolean => {
    if (of.length === unnamed.length)
      return chosen.every((kind, s) => {
        const missed = looks.filter(
          (l, i) => kinds[s]?.[kind]?.there[i] && !unnamed.some((u, n) => u.look === l.id && of[n] === s),
        );
        return missed.length <= misses;
      });
    const next = unnamed[of.length];
    return (
      (c.otherHulls === null && goTogether(chosen, [...of, null])) ||
      chosen.some(
        (kind, s) =>
          kinds[s]?.[kind]?.accounts[of.length] &&
          // Two sightings of one look are two ships.
          !unnamed.some((u, n) => of[n] === s && u.look !== null && u.look === next?.look) &&
          goTogether(chosen, [...of, s]),
      )
    );
  };
  const choose = (chosen: readonly number[], sum: number): void => {
    if (chosen.length === ships.length) {
      if (!counts.has(sum) && goTogether(chosen, [])) counts.add(sum);
      return;
    }
    for (const [kind, { count }] of (kinds[chosen.length] ?? []).entries())
      choose([...chosen, kind], sum + count);
  };
  choose([], 0);
  return counts;
}

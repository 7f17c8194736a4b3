import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { normalQuantile } from "../../src/base/probability/normal.ts";
import { uniform } from "../../src/base/random.ts";
import { createSentenceReader } from "../../src/movements/ais/sentences/reader.ts";
import type { Sighting } from "../../src/movements/sightings/sighting.ts";
import type { Candidate } from "../../src/movements/vessels/recognition/candidate.ts";
import { recognise } from "../../src/movements/vessels/recognition/recognise.ts";
import type { Bench, Figure } from "../figure.ts";

interface Ship {
  readonly mmsi: number;
  readonly length: number;
  readonly width: number;
}

const nmea = new URL("../../../shared/data/ais/nmea/", import.meta.url);

/** Cargo ships, tankers and passenger ships with a length and a width in the statements of a log: the most stated ones. */
function shipsOfLog(path: string): Ship[] {
  const reader = createSentenceReader({ givenMs: 0 });
  reader.push(gunzipSync(readFileSync(path)));
  reader.end();
  const ships = new Map<number, Ship>();
  for (const s of reader.take().statements) {
    const { mmsi, shipType, lengthMetres: length, widthMetres: width } = s;
    if (length !== null && width !== null && length >= 20 && length <= 450 && width >= 3 && width <= 80)
      if (shipType !== null && shipType >= 60 && shipType <= 89) ships.set(mmsi, { mmsi, length, width });
  }
  return [...ships.values()];
}

/** The same of payloads that are written as bits. */
function shipsOfBits(path: string): Ship[] {
  const ships = new Map<number, Ship>();
  for (const bits of readFileSync(path, "latin1").split("\n")) {
    const number = (at: number, size: number): number => Number.parseInt(bits.slice(at, at + size), 2);
    if (number(0, 6) !== 5) continue;
    const [length, width] = [number(240, 9) + number(249, 9), number(258, 6) + number(264, 6)];
    const type = number(232, 8);
    if (length >= 20 && length <= 450 && width >= 3 && width <= 80 && type >= 60 && type <= 89)
      ships.set(number(8, 30), { mmsi: number(8, 30), length, width });
  }
  return [...ships.values()];
}

const candidateOf = ({ mmsi, length, width }: Ship): Candidate => ({
  key: `mmsi:${mmsi}`,
  name: "",
  lengths: [{ metres: length, error: 1.2, weight: 1, source: "" }],
  widths: [{ metres: width, error: 1.2, weight: 1, source: "" }],
  layout: [],
  colours: [],
  whereabouts: [],
});

/** What a picture of this sample distance shows of a ship: ends off by a pixel each, a fiftieth of the length, the installer's rounding, and one reading in fifty that is wrong by up to a quarter. */
function sightingOf({ length, width }: Ship, pixel: number, wider: number, random: () => number): Sighting {
  const noise = (spread: number): number =>
    spread * normalQuantile(Math.min(Math.max(random(), 1e-9), 1 - 1e-9));
  const read = (metres: number): number => {
    const truth = metres + noise(1.2);
    const blunder = random() < 0.02 ? 1 + 0.25 * (2 * random() - 1) : 1;
    return Math.max(2, truth * blunder + noise(wider * Math.hypot(Math.SQRT2 * pixel, 0.02 * metres)));
  };
  const measured = (best: number) => ({ low: null, best, high: null });
  return {
    id: "seen",
    sceneId: null,
    markId: null,
    at: { fromMs: 0, toMs: 1, precision: "second", text: "" },
    position: [0, 0],
    error: { semiMajorMetres: 10, semiMinorMetres: 10, azimuthDegrees: 0 },
    sensor: "optical",
    lengthMetres: measured(read(length)),
    widthMetres: measured(read(width)),
    headingDegrees: null,
    axisOnly: true,
    layout: [],
    colours: [],
    containers: null,
    by: "",
    source: "",
    note: "",
  };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [list[i], list[j]];
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a];
  }
  return list;
}

interface Tally {
  tries: number;
  first: number;
  five: number;
  twenty: number;
  within95: number;
  claimed: number;
  claimedRight: number;
  /** By tenth of the probability given to the first: how many, their sum of probabilities, how many right. */
  readonly bins: { count: number; said: number; right: number }[];
}

const emptyTally = (): Tally => ({
  tries: 0,
  first: 0,
  five: 0,
  twenty: 0,
  within95: 0,
  claimed: 0,
  claimedRight: 0,
  bins: Array.from({ length: 10 }, () => ({ count: 0, said: 0, right: 0 })),
});

function tried(
  ship: Ship,
  registry: readonly Candidate[],
  present: boolean,
  pixel: number,
  wider: number,
  random: () => number,
  tally: Tally,
): void {
  const answer = recognise(sightingOf(ship, pixel, wider, random), registry, { sampleDistanceMetres: pixel });
  const key = `mmsi:${ship.mmsi}`;
  const rank = present ? answer.candidates.findIndex((c) => c.key === key) : -1;
  const [first] = answer.candidates;
  tally.tries++;
  if (rank === 0) tally.first++;
  if (rank >= 0 && rank < 5) tally.five++;
  if (rank >= 0 && rank < 20) tally.twenty++;
  if (answer.within95.includes(present ? key : null)) tally.within95++;
  if (answer.word === "one") {
    tally.claimed++;
    if (rank === 0) tally.claimedRight++;
  }
  const said = first?.probability ?? 0;
  const bin = tally.bins[Math.min(9, Math.floor(said * 10))];
  if (bin !== undefined) {
    bin.count++;
    bin.said += said;
    if (rank === 0) bin.right++;
  }
}

/**
 * How often a ship is recognised by length and width alone, among registries of 10, 100 and all ships of a receiver's log, seen at 3 m and 0.5 m pixels; half of those
 * seen are in no registry. The population at large is learnt from another log. Ships' own statements are the truth.
 */
export async function benchRecognise({ quick, note }: Bench): Promise<Figure[]> {
  const [log, bits] = ["amsa-log.txt.gz", "go-ais/5.msg"].map((name) => fileURLToPath(new URL(name, nmea)));
  if (log === undefined || bits === undefined || !existsSync(log) || !existsSync(bits)) {
    note("recognise: skipped, no ../shared/data/ais/nmea");
    return [];
  }
  const known = shipsOfLog(log);
  const strangers = shipsOfBits(bits).filter((s) => !known.some((k) => k.mmsi === s.mmsi));
  note(`recognise: ${known.length} ships of a log, ${strangers.length} of another that are not among them`);
  const figures: Figure[] = [];
  for (const pixel of [3, 0.5])
    for (const size of [10, 100, known.length])
      for (const wider of size === 100 ? [1, 1.5] : [1]) {
        const random = uniform(20_231_030);
        const tally = emptyTally();
        const absent = emptyTally();
        const rounds = Math.ceil((quick ? 200 : 1_000) / Math.min(size, 50));
        for (let round = 0; round < rounds; round++) {
          const registry = shuffled(known, random).slice(0, size);
          const candidates = registry.map(candidateOf);
          for (const ship of registry.slice(0, 50))
            tried(ship, candidates, true, pixel, wider, random, tally);
          for (const ship of shuffled(strangers, random).slice(0, Math.min(size, 50)))
            tried(ship, candidates, false, pixel, wider, random, absent);
        }
        const name = `recognise-${size === known.length ? "all" : size}-at-${pixel}m${wider === 1 ? "" : "-noise-half-more"}`;
        const share = (part: number, of: number): number => (of === 0 ? Number.NaN : part / of);
        const all = tally.bins.map((b, i) => ({ ...b, absent: absent.bins[i] }));
        const off = all.reduce((sum, b) => {
          const count = b.count + (b.absent?.count ?? 0);
          return count === 0 ? sum : sum + Math.abs(b.said + (b.absent?.said ?? 0) - b.right);
        }, 0);
        note(
          `${name}: first ${share(tally.first, tally.tries).toFixed(3)} five ${share(tally.five, tally.tries).toFixed(3)} twenty ${share(tally.twenty, tally.tries).toFixed(3)} of ${tally.tries}; true one within the 95 % set ${share(tally.within95, tally.tries).toFixed(3)}, of strangers "none" in it ${share(absent.within95, absent.tries).toFixed(3)}; single answers ${tally.claimed + absent.claimed}, right ${tally.claimedRight}; calibration off by ${share(off, tally.tries + absent.tries).toFixed(3)}`,
        );
        note(
          `  bins said/right: ${all.map((b) => `${share(b.said + (b.absent?.said ?? 0), b.count + (b.absent?.count ?? 0)).toFixed(2)}/${share(b.right, b.count + (b.absent?.count ?? 0)).toFixed(2)} (${b.count + (b.absent?.count ?? 0)})`).join(" ")}`,
        );
        figures.push(
          { name: `${name}-first`, value: share(tally.first, tally.tries), unit: "", goal: null },
          { name: `${name}-five`, value: share(tally.five, tally.tries), unit: "", goal: null },
          {
            name: `${name}-calibration`,
            value: share(off, tally.tries + absent.tries),
            unit: "",
            goal: wider === 1 ? "<0.1" : null,
          },
        );
      }
  return figures;
}

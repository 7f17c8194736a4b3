import geographiclib from "geographiclib-geodesic";
import { nearestOnLine } from "../../src/base/geodesy/line-distance.ts";
import { distanceMetres } from "../../src/base/geodesy/wgs84.ts";
import { uniform } from "../../src/base/random.ts";
import { borderLines } from "../../src/findings/distances/borders.ts";
import { buildChain } from "../../src/movements/chain/build-chain.ts";
import type { Position, Site } from "../../src/sites/counting/site.ts";
import { countryTopology } from "../../src/system/places/country-borders.ts";
import { madeVoyage } from "../../test/made-voyage.ts";
import { median, type Bench, type Figure } from "../figure.ts";

/** Distances to a real border against brute force, and chains with planted loads. */
export async function benchRoute({ quick, note }: Bench): Promise<Figure[]> {
  const distances = lineDistances(quick ? 6 : 30);
  note(
    `line distance: worst ${distances.worst.toExponential(1)} m off over ${distances.tried} places and ${distances.vertices} vertices`,
  );
  const planted = plantedLoads(quick ? 60 : 600);
  note(
    `planted loads: ${planted.right} of ${planted.loads} ways right, ${planted.within} of ${planted.loads} true numbers inside, ${planted.refused} of ${planted.impossible} impossible ways refused`,
  );
  const large = largeChain(quick ? 1_000 : 5_000);
  note(`${large.legs} legs: ${large.milliseconds.toFixed(0)} ms${large.cut ? ", search cut" : ""}`);
  return [
    { name: "line-distance-worst-error", value: distances.worst, unit: "m", goal: "<0.1" },
    { name: "line-distance-time", value: distances.milliseconds, unit: "ms", goal: null },
    { name: "chain-planted-ways-right", value: planted.right / planted.loads, unit: "share", goal: ">=0.95" },
    { name: "chain-true-load-inside", value: planted.within / planted.loads, unit: "share", goal: ">=0.9" },
    {
      name: "chain-impossible-refused",
      value: planted.refused / planted.impossible,
      unit: "share",
      goal: ">=1",
    },
    { name: "chain-of-many-legs", value: large.milliseconds, unit: "ms", goal: "<5000" },
  ];
}

function lineDistances(tried: number) {
  const near: Position = [40.0424, 45.8884];
  const lines = borderLines(countryTopology(), {
    of: "Ukraine",
    facing: "Russia",
    claimed: [],
    near,
    withinMetres: 2_000_000,
  });
  const parts = lines === null ? [] : [...lines.land, ...lines.coast];
  const next = uniform(20_231_005);
  const times: number[] = [];
  let worst = 0;
  for (let i = 0; i < tried; i++) {
    const from: Position = [28 + next() * 20, 42 + next() * 14];
    const began = performance.now();
    const found = nearestOnLine(from, parts);
    times.push(performance.now() - began);
    worst = Math.max(worst, Math.abs((found?.metres ?? Number.NaN) - byBruteForce(from, parts)));
  }
  return { worst, tried, vertices: parts.flat().length, milliseconds: median(times) };
}

/** Points along every edge, then very many along the five edges that come nearest: it knows nothing of angles. */
function byBruteForce(from: Position, parts: readonly (readonly Position[])[]): number {
  const { WGS84 } = geographiclib.Geodesic;
  const edges = parts.flatMap((line) =>
    line.slice(1).flatMap((to, i) => (line[i] === undefined ? [] : [[line[i], to] as const])),
  );
  const least = ([a, b]: readonly [Position, Position], steps: number): number => {
    const edge = WGS84.InverseLine(a[1], a[0], b[1], b[0]);
    let metres = Infinity;
    for (let k = 0; k <= steps; k++) {
      const { lat2 = 0, lon2 = 0 } = edge.Position((edge.s13 * k) / steps);
      metres = Math.min(metres, distanceMetres(from, [lon2, lat2]));
    }
    return metres;
  };
  return edges
    .map((edge) => ({ edge, metres: least(edge, 8) }))
    .sort((a, b) => a.metres - b.metres)
    .slice(0, 5)
    .reduce((best, { edge }) => Math.min(best, least(edge, 20_000)), Infinity);
}

const site = (id: string, longitude: number, latitude: number): Site => ({
  id,
  name: id,
  names: [],
  country: "",
  zoneMinutes: 0,
  position: [longitude, latitude],
  note: "",
  source: "",
});
const sites = [
  site("port", 130.3, 42.2),
  site("bay", 132.3, 42.9),
  site("quay", 133.1, 42.7),
  site("depot", 40, 45.9),
];

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * Loads that went from the port by sea to the bay and on by rail to the depot, told as observers would tell them: days instead of instants,
 * figures rounded to tens with 10 % of scatter, a part left on the way. Around them legs of other loads, before and after. Truth: which legs carried the
 * load, and how many containers came to the depot. Every fourth is made impossible: the train is said to have come before the ship.
 */
function plantedLoads(loads: number) {
  const next = uniform(77);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  let right = 0;
  let within = 0;
  let refused = 0;
  let impossible = 0;
  for (let i = 0; i < loads; i++) {
    const start = Date.UTC(2023, 0, 1) + next() * 300 * 86_400_000;
    const containers = Math.round(100 + next() * 300);
    const arrived = Math.round(containers * (next() < 0.5 ? 1 : next()));
    const told = Math.max(10, Math.round((containers * (1 + 0.1 * normal())) / 10) * 10);
    const came = start + (1 + next() * 4) * 86_400_000;
    const left = came + next() * 4 * 86_400_000;
    const ended = left + (8 + next() * 20) * 86_400_000;
    const sea = madeVoyage("sea", {
      vessel: "A",
      fromPlace: "port",
      fromAt: day(start),
      toPlace: "bay",
      toAt: day(came),
      containersBest: told,
    });
    const rail = madeVoyage("rail", {
      mode: "rail",
      identifiedBy: "inferred",
      fromPlace: "bay",
      fromAt: day(left),
      toPlace: "depot",
      toAt: day(ended),
      containersWords: "the same boxes",
    });
    // Other ships of the weeks around; those that came to the bay after the train had gone cannot have brought its load.
    const others = Array.from({ length: 6 }, (_, k) => {
      const from = ended + k * 6 * 86_400_000 + next() * 5 * 86_400_000;
      return madeVoyage(`other-${k}`, {
        vessel: "B",
        fromPlace: "port",
        fromAt: day(from),
        toPlace: k % 2 === 0 ? "bay" : "quay",
        toAt: day(from + 2 * 86_400_000),
        containersBest: 200,
      });
    });
    const early = i % 4 === 3;
    const rows = early
      ? [sea, { ...rail, fromAt: day(start - 40 * 86_400_000), toAt: day(start - 20 * 86_400_000) }]
      : [sea, rail, ...others];
    const { paths } = buildChain(
      { sites, voyages: rows, connections: [], observations: [], legs: [] },
      { from: "port", to: "depot" },
    );
    const [path] = paths;
    if (early) {
      impossible++;
      if (path !== undefined && !path.holds) refused++;
      continue;
    }
    if (path?.links.join() === "voyages/sea,voyages/rail") right++;
    const end = path?.carried.at(-1);
    if (end !== undefined && (end.low ?? 0) <= arrived && arrived <= (end.high ?? Infinity)) within++;
  }
  return { loads: loads - impossible, right, within, refused, impossible };
}

/** A shuttle of years: many legs between the same places. */
function largeChain(legs: number) {
  const next = uniform(5);
  const rows = Array.from({ length: legs }, (_, i) => {
    const from = Date.UTC(2015, 0, 1) + next() * 3_000 * 86_400_000;
    const onward = i % 3 === 2;
    return madeVoyage(`leg-${i}`, {
      mode: onward ? "rail" : "ship",
      fromPlace: onward ? "bay" : "port",
      fromAt: day(from),
      toPlace: onward ? "depot" : "bay",
      toAt: day(from + (onward ? 20 : 2) * 86_400_000),
      containersBest: 200,
    });
  });
  const began = performance.now();
  const { cut } = buildChain(
    { sites, voyages: rows, connections: [], observations: [], legs: [] },
    { from: "port", to: "depot" },
  );
  return { legs, cut, milliseconds: performance.now() - began };
}

import type { Count } from "../counting/look.ts";
import type { Kind } from "../counting/kind.ts";
import type { Mark } from "../counting/mark.ts";
import type { MachineReading } from "../counting/marks/machine-reading.ts";
import type { Position } from "../counting/site.ts";
import { outlineInPicture } from "./car-outline.ts";
import type { CarCount, CountedCar, CountedPicture } from "./counted.ts";
import type { PictureReading } from "./picture-reading.ts";
import type { CarKind } from "./reading.ts";

/** What a count by the machine rests on, beside the reading itself. */
export interface CountBasis {
  readonly lookId: string;
  /** Hash of the file that holds the reading. */
  readonly evidence: string;
  /** Rule of counting, with its version. */
  readonly rule: string;
  /** Canonical JSON of what the count depends on and the reading does not hold. */
  readonly settings: string;
  /** The count of the same area that this one replaces, by area ("" for the site); none where the area was not counted before. */
  readonly replaced: ReadonlyMap<string, string>;
  /** From a place in the picture to longitude and latitude; null for a picture without a place. */
  readonly toPosition: ((pixel: readonly [number, number]) => Position) | null;
}

export interface CountRecords {
  readonly reading: MachineReading;
  readonly marks: readonly Mark[];
  readonly counts: readonly Count[];
}

const kindOf: Readonly<Record<CarKind, Kind>> = {
  box: "boxcar",
  open: "open-car",
  tank: "tank-car",
  flat: "flat-car",
  "flat-with-containers": "flat-car",
  "covered-hopper": "hopper-car",
  locomotive: "locomotive",
  passenger: "passenger-car",
  maintenance: "maintenance-car",
};

/** Name of a model as marks and counts name it: "railcars 1.0.0". */
export const modelName = ({ name, version }: PictureReading["model"]): string => `${name} ${version}`;

/**
 * The records of a count: one reading, a mark for each car, a count for the whole site and one for each area that tracks belong to. The same
 * reading and basis give the same records.
 */
export function recordsOf(counted: CountedPicture, reading: PictureReading, basis: CountBasis): CountRecords {
  // No slash: sentences of a finding name records by paths.
  const id = `${basis.lookId}.count-${basis.evidence.slice(0, 8)}`;
  const model = modelName(reading.model);
  return {
    reading: {
      id,
      lookId: basis.lookId,
      model,
      rule: basis.rule,
      evidence: basis.evidence,
      settings: basis.settings,
      outcome: counted.outcome,
      reasons: counted.reasons,
      total: counted.total,
      way: counted.way,
    },
    marks: marksOf(counted, reading, basis, id, model),
    counts: countsOf(counted, basis, id, model),
  };
}

function marksOf(
  counted: CountedPicture,
  reading: PictureReading,
  basis: CountBasis,
  id: string,
  model: string,
): Mark[] {
  let number = 0;
  return counted.tracks.flatMap((track) => {
    const read = reading.tracks.find((t) => t.reading.trackId === track.trackId);
    if (read === undefined) return [];
    return track.cars.map((car): Mark => {
      number++;
      return {
        id: `${id}.${number}`,
        lookId: basis.lookId,
        areaId: track.areaId,
        trackId: track.trackId,
        kind: car.kind === null ? "railcar" : kindOf[car.kind],
        cover: car.cover,
        outline: outlineInPicture(read, car).map((pixel): Position =>
          basis.toPosition === null ? rounded(pixel, 100) : rounded(basis.toPosition(pixel), 1e8),
        ),
        inPixels: basis.toPosition === null,
        number: 1,
        probability: Math.round(car.probability * 1000) / 1000,
        marker: { type: "machine", name: model },
        // A pass of its own: two counts of one look by one model are two looks at it.
        pass: id,
        state: "proposed",
        replaces: [],
        note: noteOf(car),
      };
    });
  });
}

const rounded = ([x, y]: readonly [number, number], steps: number): Position => [
  Math.round(x * steps) / steps,
  Math.round(y * steps) / steps,
];

const noteOf = ({ cut }: CountedCar): string =>
  cut ? "cut by the end of the line, the picture's edge or hidden ground" : "";

function countsOf(counted: CountedPicture, basis: CountBasis, id: string, model: string): Count[] {
  const { outcome, reasons, remarks, tracks } = counted;
  const countOf = (areaId: string | null, figures: CarCount | null): Count => ({
    id: `${id}.${areaId ?? "site"}`,
    lookId: basis.lookId,
    areaId,
    kind: "railcar",
    measure: "count",
    statistic: "at-look",
    low: figures?.low ?? null,
    best: figures?.best ?? null,
    high: figures?.high ?? null,
    qualifier: "",
    cover: "not-stated",
    outcome: figures === null && outcome === "counted" ? "partial" : outcome,
    reason:
      outcome !== "counted"
        ? reasons.join(" ")
        : figures === null
          ? "The sample distance does not part cars."
          : "",
    caveats: [`Counted by ${model}, rule ${basis.rule}.`, ...remarks].join(" "),
    publisher: `Yardwatch, ${model}`,
    address: "",
    page: "primary",
    publishedAt: "",
    corrects: basis.replaced.get(areaId ?? "") ?? null,
  });
  // One line is what an area of tracks holds; the lines of an area with several have no joint interval of their own.
  const areas = [...new Set(tracks.map((t) => t.areaId))].filter((area) => area !== null).sort();
  const parts = areas.flatMap((area) => {
    const [only, second] = tracks.filter((t) => t.areaId === area);
    return only === undefined || second !== undefined ? [] : [countOf(area, only.count)];
  });
  return [countOf(null, counted.total), ...parts];
}

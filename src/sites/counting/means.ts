import type { CountingWay } from "../tracks/counted.ts";

/** How the machine came to a figure: what must be the same for two of its figures to be like with like. */
export interface MachineMeans {
  /** Name and version, as marks and counts name it: "railcars 1.0.0". */
  readonly model: string;
  /** Hash of the model's file; null where the count was put on record without it. */
  readonly modelSha256: string | null;
  /** Rule by which readings become cars, with its version. */
  readonly rule: string;
  readonly way: CountingWay;
  /** The lines that were read, sorted, each with the first day on which its outline holds: "north@2021-12-31", "south@" from ever, "south@#2" drawn anew. */
  readonly tracks: readonly string[];
}

/** What can change about how figures of one place come about. */
export type ChangeOf = "counted-by" | "model" | "rule" | "way" | "tracks" | "outline" | "sample-distance";

/** One thing that is other about two figures, worded to follow its phrase: "counted by" "model railcars 1.0.0". */
export interface MeansChange {
  readonly of: ChangeOf;
  readonly before: string;
  readonly after: string;
}

const phrases: Readonly<Record<ChangeOf, string>> = {
  "counted-by": "counted by",
  model: "counted by",
  rule: "counted by",
  way: "counted by",
  tracks: "counted along",
  outline: "counted in",
  "sample-distance": "seen at",
};

/** "counted by model railcars 1.1.0, before that by model railcars 1.0.0", for a series in order of time. */
export function changeInWords({ of, before, after }: MeansChange): string {
  const [verb = "", preposition = ""] = phrases[of].split(" ");
  return `${verb} ${preposition} ${after}, before that ${preposition} ${before}`;
}

/** "counted by model railcars 1.0.0, not by model railcars 1.1.0": why the figure before is not set beside the one after. */
export function unlikeInWords({ of, before, after }: MeansChange): string {
  const [verb = "", preposition = ""] = phrases[of].split(" ");
  return `${verb} ${preposition} ${before}, not ${preposition} ${after}`;
}

const wayWords: Readonly<Record<CountingWay, string>> = {
  cars: "parting cars one by one",
  length: "occupied length over the pitch of cars",
  presence: "presence and length of strings alone",
};

/**
 * What is other about how two figures of one place came about; empty when nothing is. null: people counted, in a published figure or with the machine. Hashes of a model's file are
 * compared where both are known.
 * @param whole whether the figures are of the whole site, which depends on all lines that were read; a part has an outline of its own
 */
export function meansChanges(
  before: MachineMeans | null,
  after: MachineMeans | null,
  whole: boolean,
): MeansChange[] {
  if (before === null && after === null) return [];
  if (before === null || after === null)
    return [{ of: "counted-by", before: counterInWords(before), after: counterInWords(after) }];
  const changes: MeansChange[] = [];
  if (before.model !== after.model)
    changes.push({ of: "model", before: counterInWords(before), after: counterInWords(after) });
  else if (
    before.modelSha256 !== null &&
    after.modelSha256 !== null &&
    before.modelSha256 !== after.modelSha256
  )
    changes.push({ of: "model", before: withFile(before), after: withFile(after) });
  if (before.rule !== after.rule)
    changes.push({ of: "rule", before: `rule ${before.rule}`, after: `rule ${after.rule}` });
  if (before.way !== after.way)
    changes.push({ of: "way", before: wayWords[before.way], after: wayWords[after.way] });
  const tracks = whole ? tracksChange(before.tracks, after.tracks) : null;
  if (tracks !== null) changes.push(tracks);
  return changes;
}

const counterInWords = (means: MachineMeans | null): string =>
  means === null ? "people" : `model ${means.model}`;
const withFile = (means: MachineMeans): string =>
  `model ${means.model} (file ${means.modelSha256?.slice(0, 8) ?? "not known"})`;

function tracksChange(before: readonly string[], after: readonly string[]): MeansChange | null {
  if (before.length === after.length && before.every((key, i) => key === after[i])) return null;
  const [old, now] = [new Map(before.map(parted)), new Map(after.map(parted))];
  const added = [...now.keys()].filter((id) => !old.has(id));
  const gone = [...old.keys()].filter((id) => !now.has(id));
  const redrawn = [...now].filter(([id, from]) => old.has(id) && old.get(id) !== from).map(([id]) => id);
  const said = [
    ...(added.length > 0 ? [`${listed(added)} added`] : []),
    ...(gone.length > 0 ? [`${listed(gone)} left out`] : []),
    ...(redrawn.length > 0 ? [`${listed(redrawn)} redrawn`] : []),
  ].join("; ");
  return { of: "tracks", before: tracksInWords(old.size), after: `${tracksInWords(now.size)} (${said})` };
}

const parted = (key: string): readonly [id: string, from: string] => {
  const at = key.lastIndexOf("@");
  return [key.slice(0, at), key.slice(at + 1)];
};
const tracksInWords = (tracks: number): string => (tracks === 1 ? "1 track" : `${tracks} tracks`);
const mostNamed = 4;
const listed = (ids: readonly string[]): string =>
  ids.length <= mostNamed
    ? ids.join(", ")
    : `${ids.slice(0, mostNamed).join(", ")} and ${ids.length - mostNamed} more`;

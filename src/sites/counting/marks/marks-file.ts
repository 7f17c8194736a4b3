import { InputError, quoted } from "../../../base/errors.ts";
import { findJsonFault } from "../../outlines/json-fault.ts";
import { described, isObject, type Remarks } from "../../outlines/remarks.ts";
import type { Position } from "../site.ts";
import { contentFaults, mostMarks, type MarkContent, type PictureSize } from "./mark-fields.ts";

/** What a file of marks is read for. */
export interface MarksFileOptions {
  /** The name that errors give. */
  readonly file: string;
  readonly lookId: string;
  /** null where the look's picture is not known. */
  readonly size: PictureSize | null;
  /** Kind of marks whose file does not name one. */
  readonly kind: string;
}

/** One mark as a file gives it. */
export interface ReadMark {
  /** Its place in the file, for errors. */
  readonly where: string;
  /** What it says, what it does not say being what a plain outline drawn by a person means. */
  readonly content: MarkContent;
  /** The parts of its content that the file itself gives. */
  readonly given: ReadonlySet<keyof MarkContent>;
  /** Id of the mark on record that it is; null for none. Only a review looks at it. */
  readonly named: string | null;
}

export interface ReadMarks {
  readonly marks: readonly ReadMark[];
  /** What was not kept, and why. */
  readonly warnings: readonly string[];
}

/** Longest file of marks, in UTF-16 code units. */
export const longestFile = 128 * 1024 * 1024;

/** @throws InputError on what is not JSON, or not an object */
export function jsonObject(text: string, file: string): Readonly<Record<string, unknown>> {
  if (text.length > longestFile)
    throw InputError.of(file, "file", `${text.length} characters`, `at most ${longestFile} characters`);
  const plain = text.replace(/^\ufeff/, "");
  let value: unknown;
  try {
    value = JSON.parse(plain);
  } catch {
    const fault = findJsonFault(plain);
    if (fault === null)
      throw InputError.of(file, "file", "JSON that is nested too deeply", "a file of marks");
    const found = fault.found === null ? "the end of the file" : quoted(fault.found);
    throw InputError.of(`${file} line ${fault.line} column ${fault.column}`, "JSON", found, fault.allowed);
  }
  if (!isObject(value)) throw InputError.of(file, "file", described(value), "a JSON object");
  return value;
}

/** A list of at most as many marks as one file may give. */
export function listOf(value: unknown, file: string, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw InputError.of(file, field, described(value), "a list");
  if (value.length > mostMarks)
    throw InputError.of(file, field, `${value.length} entries`, `at most ${mostMarks} entries`);
  return value;
}

/** Notes every repeated id once: two things by one name cannot be told apart. */
export class Ids {
  readonly #seen = new Set<string>();
  check(id: unknown, where: string, remarks: Remarks): void {
    if (id === undefined || id === null || id === "") return;
    if (typeof id !== "string" && typeof id !== "number")
      return remarks.fault(where, "id", described(id), "a text or a number");
    const key = `${typeof id} ${id}`;
    if (this.#seen.has(key)) remarks.fault(where, "id", described(id), "an id that no other one has");
    this.#seen.add(key);
  }
}

/** Properties of a mark that are read, and those that are only written for people to see. */
const readNames = ["area", "track", "kind", "cover", "number", "probability", "state", "note"] as const;
const shownNames = ["mark", "look", "marker", "marker_type", "pass", "replaces"];

/** Parts of a mark's content by the property that gives them; nothing given as null says something of a place alone. */
const partOf = {
  area: "areaId",
  track: "trackId",
  kind: "kind",
  cover: "cover",
  number: "number",
  probability: "probability",
  state: "state",
  note: "note",
} as const satisfies Record<(typeof readNames)[number], keyof MarkContent>;

/**
 * Reads a mark of a file.
 * @param id of the feature itself, where that may name a mark: a tool that drops properties may keep it
 * @returns null, with the faults noted, when it is none
 */
export function markFrom(
  properties: unknown,
  drawn: Pick<MarkContent, "outline" | "inPixels">,
  place: ContentPlace & { readonly id?: unknown },
): ReadMark | null {
  const content = contentFrom(properties, drawn, place);
  if (content === null) return null;
  const said = isObject(properties) ? properties : {};
  const given = readNames
    .filter(
      (name) => said[name] !== undefined && (said[name] !== null || name === "area" || name === "track"),
    )
    .map((name) => partOf[name]);
  return {
    where: place.where,
    content,
    given: new Set(["outline", ...given]),
    named: nameFrom(said, place.id, place.options.lookId),
  };
}

function nameFrom(said: Readonly<Record<string, unknown>>, id: unknown, lookId: string): string | null {
  const { mark } = said;
  if (mark !== undefined && mark !== null && mark !== "")
    return typeof mark === "string" ? mark : described(mark);
  // Ids of marks begin with that of their look; others are the tool's own.
  const own = mark === undefined && typeof id === "string" && id.startsWith(lookId);
  return own && /^[./]/.test(id.slice(lookId.length)) ? id : null;
}

/** Reads the properties of a mark; what is missing is what a plain outline drawn by a person means. */
function contentFrom(
  properties: unknown,
  drawn: Pick<MarkContent, "outline" | "inPixels">,
  { where, remarks, options }: ContentPlace,
): MarkContent | null {
  if (properties !== null && properties !== undefined && !isObject(properties)) {
    remarks.fault(where, "properties", described(properties), "an object");
    return null;
  }
  const given = properties ?? {};
  for (const name of Object.keys(given))
    if (!readNames.some((read) => read === name) && !shownNames.includes(name))
      remarks.leftOut(`property ${quoted(name)} is not one of a mark and was left out`);
  const before = remarks.faults;
  const text = (name: string): string | null => {
    const value = given[name] ?? null;
    if (value === null || typeof value === "string") return value;
    remarks.fault(where, name, described(value), "a text or null");
    return null;
  };
  const number = (name: string, otherwise: number): number => {
    const value = given[name] ?? otherwise;
    if (typeof value === "number") return value;
    remarks.fault(where, name, described(value), "a number");
    return otherwise;
  };
  const look = text("look");
  if (look !== null && look !== options.lookId)
    remarks.fault(where, "look", quoted(look), `${quoted(options.lookId)}, the look that is imported to`);
  const content: MarkContent = {
    ...drawn,
    areaId: text("area"),
    trackId: text("track"),
    kind: text("kind") ?? options.kind,
    cover: text("cover") ?? "cannot-tell",
    number: number("number", 1),
    probability: number("probability", 1),
    // The words were checked with all others below.
    state: (text("state") ?? "accepted") as MarkContent["state"],
    note: text("note") ?? "",
  };
  if (remarks.faults > before) return null;
  const faults = contentFaults(where, content, options.size);
  for (const f of faults) remarks.fault(f.where, f.field, f.found, f.allowed);
  return faults.length > 0 ? null : content;
}

export interface ContentPlace {
  readonly where: string;
  readonly remarks: Remarks;
  readonly options: MarksFileOptions;
}

/** A position or a pixel of foreign JSON; null, with the fault noted, when it is none. A height is dropped. */
export function pairFrom(value: unknown, where: string, index: number, remarks: Remarks): Position | null {
  if (Array.isArray(value)) {
    const [x, y]: readonly unknown[] = value;
    if (typeof x === "number" && typeof y === "number" && Number.isFinite(x) && Number.isFinite(y)) {
      if (value.length > 2) remarks.leftOut("heights of positions were left out");
      return [x, y];
    }
  }
  const shown = Array.isArray(value) ? `[${value.slice(0, 3).map(described).join(", ")}]` : described(value);
  remarks.fault(where, `position ${index + 1}`, shown, "two finite numbers");
  return null;
}

import { InputError, quoted, type Fault } from "../../../base/errors.ts";
import type { EditsRole } from "../../../findings/screens/counting.ts";
import { judgedStates, type Correction, type Edit } from "../../../sites/counting/marks/edit.ts";
import { markStates } from "../../../sites/counting/mark.ts";
import type { MarkContent } from "../../../sites/counting/marks/mark-fields.ts";
import type { Position } from "../../../sites/counting/site.ts";
import type { NotedEdit } from "../../../system/steps/edit-together.ts";

/*
 * Edits as they come over the wire. The schema of a route would coerce what does not fit (null to an empty text, "1" to 1); here nothing is changed: what is no
 * edit is refused with its place.
 */

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws InputError with every fault found */
export function editsAsked(value: unknown): NotedEdit[] {
  const faults: Fault[] = [];
  if (!Array.isArray(value)) throw InputError.of("edits", "edits", described(value), "a list of edits");
  const edits = value.flatMap((entry: unknown, i): NotedEdit[] => {
    const where = `edit ${i + 1}`;
    const reader = fieldsOf(isPlain(entry) ? entry : {}, where, faults);
    const given = isPlain(entry) ? entry["edit"] : undefined;
    const note = reader.text("note");
    const edit = editOf(fieldsOf(isPlain(given) ? given : {}, where, faults));
    return edit === null ? [] : [{ edit, note }];
  });
  if (faults.length > 0) throw new InputError(faults.slice(0, 100), Math.max(0, faults.length - 100));
  return edits;
}

/** @throws InputError */
export function roleAsked(value: unknown): EditsRole {
  if (value === undefined) return { type: "do" };
  const [type, key] = isPlain(value) ? [value["type"], value["key"]] : [null, null];
  if (type === "do") return { type };
  if ((type === "undo" || type === "redo") && typeof key === "string" && key.length <= 80)
    return { type, key };
  throw InputError.of("edits", "role", described(value), "do, or undo or redo with the key of what is meant");
}

interface Fields {
  readonly text: (field: string) => string;
  readonly number: (field: string) => number;
  readonly list: <T>(field: string, is: (value: unknown) => value is T) => readonly T[];
  readonly value: (field: string) => unknown;
  readonly fault: (field: string, allowed: string) => void;
}

function fieldsOf(from: Plain, where: string, faults: Fault[]): Fields {
  const fault = (field: string, allowed: string): void => {
    faults.push({ where, field, found: described(from[field]), allowed });
  };
  return {
    text: (field) => {
      const value = from[field];
      if (typeof value === "string") return value;
      fault(field, "a text");
      return "";
    },
    number: (field) => {
      const value = from[field];
      if (typeof value === "number") return value;
      fault(field, "a number");
      return Number.NaN;
    },
    list: (field, is) => {
      const value = from[field];
      if (Array.isArray(value) && value.every(is)) return value;
      fault(field, "a list of what belongs there");
      return [];
    },
    value: (field) => from[field],
    fault,
  };
}

const isText = (value: unknown): value is string => typeof value === "string";
const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === "number");

function editOf(fields: Fields): Edit | null {
  const type = fields.text("type");
  switch (type) {
    case "judge": {
      const state = judgedStates.find((s) => s === fields.value("state"));
      if (state === undefined) fields.fault("state", judgedStates.join(", "));
      return { type, mark: fields.text("mark"), state: state ?? "unsure" };
    }
    case "add":
      return { type, content: contentOf(fields) };
    case "correct":
      return { type, mark: fields.text("mark"), changes: correctionOf(fields) };
    case "split":
      return { type, mark: fields.text("mark"), at: fields.number("at") };
    case "merge":
      return { type, marks: fields.list("marks", isText) };
    case "undo":
      return { type, mark: fields.text("mark") };
    case "restore":
      return { type, marks: fields.list("marks", isText), as: fields.list("as", isText) };
    default:
      fields.fault("type", "judge, add, correct, split, merge, undo, restore");
      return null;
  }
}

/** Within a field that holds an object, its own fields. */
function inside(fields: Fields, field: string): Fields {
  const value = fields.value(field);
  if (isPlain(value)) {
    const faults: Fault[] = [];
    const own = fieldsOf(value, field, faults);
    return {
      ...own,
      text: (name) =>
        typeof value[name] === "string" ? own.text(name) : (fields.fault(field, `a text in ${name}`), ""),
      number: (name) =>
        typeof value[name] === "number"
          ? own.number(name)
          : (fields.fault(field, `a number in ${name}`), Number.NaN),
      list: (name, is) => {
        const found = own.list(name, is);
        if (faults.splice(0).length > 0) fields.fault(field, `a list in ${name}`);
        return found;
      },
      fault: (name, allowed) => fields.fault(field, `${name}: ${allowed}`),
    };
  }
  fields.fault(field, "an object");
  return fieldsOf({}, field, []);
}

function contentOf(fields: Fields): MarkContent {
  const own = inside(fields, "content");
  const textOrNull = (field: string): string | null => (own.value(field) === null ? null : own.text(field));
  const state = markStates.find((s) => s === own.value("state"));
  // What a person adds, that person has seen.
  if (state === undefined || state === "proposed") own.fault("state", judgedStates.join(", "));
  return {
    areaId: textOrNull("areaId"),
    trackId: textOrNull("trackId"),
    kind: own.text("kind"),
    cover: own.text("cover"),
    outline: own.list("outline", isPosition),
    inPixels: own.value("inPixels") === true,
    number: own.number("number"),
    probability: own.number("probability"),
    state: state ?? "unsure",
    note: own.text("note"),
  };
}

function correctionOf(fields: Fields): Correction {
  const own = inside(fields, "changes");
  const has = (field: string): boolean => own.value(field) !== undefined;
  return {
    ...(has("outline") ? { outline: own.list("outline", isPosition) } : {}),
    ...(has("kind") ? { kind: own.text("kind") } : {}),
    ...(has("cover") ? { cover: own.text("cover") } : {}),
    ...(has("number") ? { number: own.number("number") } : {}),
    ...(has("trackId") ? { trackId: own.value("trackId") === null ? null : own.text("trackId") } : {}),
  };
}

const described = (value: unknown): string =>
  value === undefined ? "nothing" : quoted(JSON.stringify(value) ?? "nothing");

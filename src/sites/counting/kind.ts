/**
 * What can be counted. `parent` makes a kind a part of another: every boxcar is a railcar, a locomotive is not.
 * `family` groups what bears on one question, so that a history can list beside its answer all that was seen of the kind.
 */
interface KindEntry {
  readonly family: Family;
  readonly parent?: string;
  readonly one: string;
  readonly many: string;
}

export const families = ["rail", "container", "ship", "works", "light"] as const;
export type Family = (typeof families)[number];

const entries = {
  railcar: { family: "rail", one: "railcar", many: "railcars" },
  boxcar: { family: "rail", parent: "railcar", one: "box car", many: "box cars" },
  "ore-car": { family: "rail", parent: "railcar", one: "ore car", many: "ore cars" },
  "open-car": { family: "rail", parent: "railcar", one: "open car", many: "open cars" },
  "hopper-car": { family: "rail", parent: "railcar", one: "covered hopper", many: "covered hoppers" },
  "tank-car": { family: "rail", parent: "railcar", one: "tank car", many: "tank cars" },
  "flat-car": { family: "rail", parent: "railcar", one: "flat car", many: "flat cars" },
  "passenger-car": { family: "rail", parent: "railcar", one: "passenger car", many: "passenger cars" },
  "maintenance-car": { family: "rail", parent: "railcar", one: "maintenance car", many: "maintenance cars" },
  locomotive: { family: "rail", one: "locomotive", many: "locomotives" },
  train: { family: "rail", one: "train", many: "trains" },
  "rail-cargo": { family: "rail", one: "line of cargo on the tracks", many: "lines of cargo on the tracks" },
  "yard-cargo": { family: "rail", one: "cargo in the yard", many: "cargo in the yard" },
  "rail-traffic": { family: "rail", one: "rail traffic", many: "rail traffic" },
  container: { family: "container", one: "container", many: "containers" },
  "container-stack": { family: "container", one: "stack of containers", many: "stacks of containers" },
  ship: { family: "ship", one: "ship", many: "ships" },
  "ship-call": { family: "ship", one: "ship call", many: "ship calls" },
  "sea-trip": { family: "ship", one: "sea trip", many: "sea trips" },
  structure: { family: "works", one: "structure", many: "structures" },
  "ground-works": { family: "works", one: "ground works", many: "ground works" },
  "night-light": { family: "light", one: "night light", many: "night lights" },
} as const satisfies Record<string, KindEntry>;

export type Kind = keyof typeof entries;

const table: Readonly<Record<Kind, KindEntry>> = entries;

export const kinds = Object.keys(entries) as readonly Kind[];

export const isKind = (text: string): text is Kind => Object.hasOwn(entries, text);

export const familyOf = (kind: Kind): Family => table[kind].family;

/** True when every thing of kind `part` is also of kind `whole`, and the two differ. */
export const isPartOf = (part: Kind, whole: Kind): boolean => table[part].parent === whole;

/** "railcar" or "railcars", by number. */
export const kindInWords = (kind: Kind, number: number): string =>
  number === 1 ? table[kind].one : table[kind].many;

/** What a property holds. */
export type PropertyType = "string" | "number" | "integer" | "boolean" | "strings";

export interface Property {
  readonly name: string;
  readonly type: PropertyType;
  readonly about: string;
}

/** A collection of features that a geographic program can open as a layer. */
export interface CollectionKind {
  readonly id: CollectionId;
  readonly title: string;
  readonly description: string;
  /** In order. All but lists can be filtered by, for equality. */
  readonly properties: readonly Property[];
}

export const collectionIds = ["sites", "areas", "looks", "marks", "counts"] as const;
export type CollectionId = (typeof collectionIds)[number];
export const isCollectionId = (text: string): text is CollectionId =>
  collectionIds.some((known) => known === text);

const string = (name: string, about: string): Property => ({ name, type: "string", about });
const number = (name: string, about: string): Property => ({ name, type: "number", about });
const integer = (name: string, about: string): Property => ({ name, type: "integer", about });
const boolean = (name: string, about: string): Property => ({ name, type: "boolean", about });

const taken = [
  string(
    "taken_at",
    "when it was taken, as its source writes it: a day of the site's clock, an instant, a range",
  ),
  string("taken_from", "the first instant that this can mean, UTC"),
  string("taken_to", "the last instant that this can mean, UTC"),
];

const kinds: Readonly<Record<CollectionId, CollectionKind>> = {
  sites: {
    id: "sites",
    title: "Sites",
    description: "Places under watch, at their position.",
    properties: [
      string("record", "site"),
      string("site", "the site's id"),
      string("name", "its name"),
      { name: "names", type: "strings", about: "other spellings" },
      string("country", "where it lies"),
      string("utc_offset", "civil time there"),
      string("note", "remarks"),
      string("source", "the source of the position"),
    ],
  },
  areas: {
    id: "areas",
    title: "Areas and tracks",
    description:
      "Parts of sites, as polygons or as centre lines of tracks, each for the days on which its outline holds. The same id may stand for several outlines in turn.",
    properties: [
      string("record", "area"),
      string("site", "the site's id"),
      string("area", "the area's id"),
      string("name", "its name"),
      string("role", "what it is: yard, station, depot, tracks, pier, works, port, other"),
      string("valid_from", "first day on which the outline holds; null from ever"),
      string("valid_to", "first day on which it no longer holds; null until further notice"),
      boolean("approximate", "true when it was placed from words or a sketch"),
      number("uncertainty_m", "how far the outline may be off, in metres; null when not stated"),
      string("basis", "how the outline was placed"),
      string("source", "the source of the outline"),
    ],
  },
  looks: {
    id: "looks",
    title: "Looks",
    description:
      "Attempts to see a site at a time, at the site's position: published observations and pictures, the cloudy, refused and failed ones too.",
    properties: [
      string("look", "the look's id"),
      string("site", "the site's id"),
      ...taken,
      string("observer", "who looked"),
      string("provider", "who took the picture; empty when the source does not say"),
      number("sample_distance_m", "ground sample distance in metres per pixel; null when not stated"),
      integer("looks_summed", "how many single looks this one sums up; null when the source does not say"),
      boolean("has_picture", "true when there are pixels on record"),
      string(
        "supply",
        "read, refused or failed for a picture or an item of a catalogue; null for a published look",
      ),
      string("supply_reason", "why there are no pixels"),
      string("platform", "the satellite, where it is stated"),
      string("licence", "of the picture, as its supplier or the analyst words it"),
      boolean("simulated", "true for a picture that a program drew; null without a picture"),
    ],
  },
  marks: {
    id: "marks",
    title: "Marks",
    description:
      "Things seen in pictures, with their outlines. A mark that was replaced by a correction stays, with standing = false; rejected ones stand as rejected. Marks of pictures without a place on the ground have no geometry.",
    properties: [
      string("mark", "the mark's id"),
      string("look", "the look's id"),
      string("site", "the site's id"),
      string("area", "the area it lies in; null for none"),
      string("track", "the track it stands on; null for none"),
      string("kind", "what it is: railcar, box car, locomotive and so on"),
      string("cover", "what can be seen of the load"),
      number("number", "how many it stands for"),
      number("probability", "0 to 1: how sure the marker was"),
      string("marker_type", "person or machine"),
      string("marker", "who or what made it"),
      string("pass", "which pass of this marker over the picture"),
      string("state", "proposed, accepted, rejected, unsure or hidden"),
      boolean("standing", "false when another mark replaces it"),
      string("note", "remarks"),
      ...taken,
    ],
  },
  counts: {
    id: "counts",
    title: "Counts",
    description:
      "How many of a kind were counted at a look, as the source gives it, at the site's position. Not seen is not zero: outcome says how the look ended, and figures that a source does not give are null.",
    properties: [
      string("count", "the count's id"),
      string("look", "the look's id"),
      string("site", "the site's id"),
      string("area", "the area counted; null: the site as its observer drew it"),
      ...taken,
      string("observer", "who looked"),
      string("kind", "what was counted"),
      string("measure", "count, length, share, monthly or presence"),
      string("statistic", "at-look, maximum or total"),
      number("low", "low figure"),
      number("best", "best figure"),
      number("high", "high figure"),
      string("qualifier", "the source's own word for how sure the figure is"),
      string("cover", "open, covered, cannot-tell or not-stated"),
      string("outcome", "counted, partial, not-seen or failed"),
      string("reason", "why the outcome is not counted"),
      string("caveats", "remarks of the source"),
      string("publisher", "who published it"),
      string("address", "where"),
      string("published_at", "when"),
      string("corrects", "the count that this one replaces; null for none"),
      boolean("standing", "false when another count replaces it"),
    ],
  },
};

export const collectionKinds: readonly CollectionKind[] = collectionIds.map((id) => kinds[id]);
export const collectionKind = (id: CollectionId): CollectionKind => kinds[id];

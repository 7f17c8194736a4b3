import { Type } from "typebox";

/** What the open standards let every client ask. Handlers read these from the address themselves: unknown ones are refused. */
export const standardQueries = {
  f: Type.Optional(Type.String({ description: "the format: json, the only one" })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, default: 100, description: "how many at most; more than 1000 gives 1000" }),
  ),
  bbox: Type.Optional(
    Type.String({
      description:
        "only what touches west,south,east,north, in degrees; west may be the greater, across the 180th meridian",
    }),
  ),
  datetime: Type.Optional(
    Type.String({
      description:
        "only what meets an instant of RFC 3339, or an interval A/B, A/.. or ../B with both its ends in it",
    }),
  ),
  after: Type.Optional(
    Type.String({ description: "the id after which to go on: use the link to the next page" }),
  ),
  offset: Type.Optional(Type.Integer({ minimum: 0, description: "how many to pass over first" })),
  token: Type.Optional(Type.String({ description: "where to go on: use the link to the next page" })),
  ids: Type.Optional(Type.String({ description: "only items of these ids" })),
  collections: Type.Optional(Type.String({ description: "only items of these collections" })),
  sortby: Type.Optional(
    Type.String({ description: "id, collection, datetime, each with + or - before it; usually -datetime" }),
  ),
  intersects: Type.Optional(
    Type.String({ description: "only what touches a geometry of GeoJSON; not with bbox" }),
  ),
};

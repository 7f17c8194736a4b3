import { Type } from "typebox";

/** Text up to a length, not empty. */
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** Names that stand in the path. */
export const named = (...names: string[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, text(300)])));

/** Words up to a length, which may be left out. */
export const words = (maxLength: number) => Type.Optional(Type.String({ maxLength }));
/** Milliseconds since 1970 in UTC, of years that are written with four digits: days are told as 2020-01-01. */
export const moment = Type.Integer({
  minimum: Date.parse("0000-01-01T00:00:00Z"),
  maximum: Date.parse("9999-12-31T00:00:00Z"),
});
/** A day of the calendar. */
export const day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** null: open on that side. */
export const openDay = Type.Union([day, Type.Null()]);

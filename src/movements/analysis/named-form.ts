import type { ExchangedForm } from "./exchanged-events.ts";

/** Columns of identities, and what the column of the ship's name beside each is called. */
const nameColumns: Readonly<Record<string, string>> = {
  mmsi: "ship_name",
  first: "first_name",
  second: "second_name",
  before: "before_name",
  after: "after_name",
};

/** A form with the names of ships beside their identities, and in the name of each thing; empty where a ship gave none. */
export function namedForm<T>(
  { columns, of }: ExchangedForm<T>,
  names: ReadonlyMap<number, string>,
): ExchangedForm<T> {
  const ships = columns.flatMap((column) => {
    const beside = nameColumns[column];
    return beside === undefined ? [] : [[column, beside] as const];
  });
  const nameOf = (mmsi: unknown): string => (typeof mmsi === "number" ? (names.get(mmsi) ?? "") : "");
  return {
    columns: columns.flatMap((column) => {
      const beside = nameColumns[column];
      return beside === undefined ? [column] : [column, beside];
    }),
    of: (thing) => {
      const made = of(thing);
      const beside = ships.map(([column, name]) => [name, nameOf(made.properties[column])] as const);
      const known = beside.map(([, name]) => name).filter((name) => name !== "");
      return {
        ...made,
        name: known.length === 0 ? made.name : `${made.name} (${known.join(", ")})`,
        properties: { ...made.properties, ...Object.fromEntries(beside) },
      };
    },
  };
}

import { expect, it } from "vitest";
import { collectionKind } from "../../findings/exchange/ogc/collections.ts";
import { filtersOf } from "../../findings/exchange/ogc/items-query.ts";
import { sources, type LargeCollection } from "./reading-exchange.ts";

it.each(Object.keys(sources) as LargeCollection[])(
  "every property of %s that can be filtered by is read, and no other",
  (id) => {
    const names = filtersOf(collectionKind(id)).map((p) => p.name);
    expect(Object.keys(sources[id].columns).sort()).toEqual(names.toSorted());
    const flags = filtersOf(collectionKind(id)).filter((p) => p.type === "boolean");
    expect([...sources[id].flags].sort()).toEqual(flags.map((p) => p.name).sort());
  },
);

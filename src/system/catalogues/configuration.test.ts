import { describe, expect, it } from "vitest";
import { InputError } from "../../base/errors.ts";
import { readCatalogues } from "./configuration.ts";
import { allCatalogues } from "./open-catalogue.ts";

const api = { kind: "stac-api", address: "https://stac.example/v1", collections: { a: { assets: ["x"] } } };

describe("catalogues.json", () => {
  it("gives settings with their defaults", () => {
    expect(readCatalogues("f", { mine: api })).toEqual([
      {
        name: "mine",
        kind: "stac-api",
        address: "https://stac.example/v1",
        sign: null,
        key: null,
        search: "post",
        pageSize: 100,
        privateHosts: [],
        collections: [
          {
            collection: "a",
            assets: [{ key: "x", bands: [] }],
            mask: null,
            licence: null,
            dayOnly: false,
            notFetchable: null,
          },
        ],
      },
    ]);
  });

  it("is refused with the place, what was found and what is allowed", () => {
    const refused: readonly (readonly [unknown, RegExp])[] = [
      [[], /file: found \[\]; allowed: an object/],
      [{ "../x": api }, /name: found/],
      [
        { mine: { ...api, colections: {} } },
        /mine\.colections: found an unknown name; allowed: kind, address/,
      ],
      [{ mine: { ...api, kind: "wms" } }, /mine\.kind: found "wms"; allowed: stac-api, static, folder/],
      [{ mine: { ...api, address: "file:///x" } }, /mine\.address: .*https:\/\/ or http:\/\//],
      [{ mine: { ...api, collections: {} } }, /at least one collection/],
      [{ mine: { ...api, collections: { a: { assets: [5] } } } }, /mine\.collections\.a\.assets\[0\]/],
      [
        { mine: { ...api, collections: { a: { assets: [{ key: "x", bands: ["purple"] }] } } } },
        /bands: found "purple"/,
      ],
      [
        { mine: { ...api, collections: { a: { mask: { key: "m", kind: "?" } } } } },
        /mask\.kind: found "\?"; allowed: scl/,
      ],
      [{ mine: { ...api, sign: "https://sign.example/" } }, /\{href\}/],
      [{ mine: { ...api, pageSize: 0 } }, /pageSize/],
      [{ mine: { ...api, key: { header: "a b", variable: "X" } } }, /header/],
    ];
    for (const [json, words] of refused) {
      expect(() => readCatalogues("f", json)).toThrow(InputError);
      expect(() => readCatalogues("f", json)).toThrow(words);
    }
  });

  it("adds to the built-in catalogues and may replace them", () => {
    expect([...allCatalogues().keys()]).toEqual(["earth-search", "planetary-computer"]);
    const all = allCatalogues("f", { naip: api, "earth-search": api });
    expect([...all.keys()]).toEqual(["earth-search", "planetary-computer", "naip"]);
    expect(all.get("earth-search")?.address).toBe("https://stac.example/v1");
  });
});

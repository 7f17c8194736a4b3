import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Area } from "../counting/site.ts";
import { amendmentId, correctedFrom, type Amendment } from "./amendment.ts";
import { areaKey } from "./outline-key.ts";
import { heldAreas, outlineState, outlineStates, versionOf } from "./outline-state.ts";
import { planDrawing, type DrawingRequest, type KnownOutlines } from "./plan-drawing.ts";

const line = (east: number): Area["outline"] => ({
  type: "lines",
  lines: [
    [
      [130 + east / 1000, 42],
      [130 + east / 1000, 42.001],
    ],
  ],
});
const area = (validFrom: string | null, given: Partial<Area> = {}): Area => ({
  siteId: "yard",
  id: "north",
  name: "North",
  role: "tracks",
  outline: line(0),
  validFrom,
  validTo: null,
  approximate: false,
  uncertaintyMetres: null,
  basis: "drawn",
  source: "",
  ...given,
});

const nothing: KnownOutlines = { areas: [], amendments: [] };
const asked = (given: Partial<DrawingRequest>): DrawingRequest => ({
  siteId: "yard",
  drawn: [],
  end: [],
  withdraw: [],
  undo: null,
  reason: "because",
  by: "A. Nalyst",
  ...given,
});
/** What is on record after each request in turn, and what each added. */
function recorded(...requests: readonly ((made: readonly KnownOutlines[]) => DrawingRequest)[]) {
  let known = nothing;
  const made: KnownOutlines[] = [];
  for (const request of requests) {
    const { areas, amendments } = planDrawing(known, request(made));
    made.push({ areas, amendments });
    known = { areas: [...known.areas, ...areas], amendments: [...known.amendments, ...amendments] };
  }
  return { known, made };
}
const draws = (drawn: Area) => () => asked({ drawn: [drawn] });
const undoes = (which: number) => (made: readonly KnownOutlines[]) =>
  asked({
    undo: {
      outlines: (made[which]?.areas ?? []).map(areaKey),
      amendments: made[which]?.amendments ?? [],
    },
  });
const places = ({ areas, amendments }: KnownOutlines): string[] =>
  heldAreas(outlineStates(areas, amendments)).map((a) => `${a.validFrom ?? "ever"} to ${a.validTo ?? "now"}`);
const versions = ({ areas, amendments }: KnownOutlines): string[] =>
  outlineStates(areas, amendments).map(versionOf);

describe("planDrawing", () => {
  it("ends the outline before on the day on which a new one begins, and the new one where the next begins", () => {
    const { known } = recorded(draws(area(null)), draws(area("2021-03-01")), draws(area("2019-01-01")));
    expect(places(known)).toEqual(["ever to 2019-01-01", "2019-01-01 to 2021-03-01", "2021-03-01 to now"]);
  });

  it("gives a new outline the end of the one that it ends", () => {
    const { known } = recorded(draws(area(null, { validTo: "2022-01-01" })), draws(area("2020-01-01")));
    expect(places(known)).toEqual(["ever to 2020-01-01", "2020-01-01 to 2022-01-01"]);
  });

  it("corrects an outline of the same day, and names the new line", () => {
    const { known } = recorded(draws(area(null)), draws(area(null, { outline: line(1) })));
    expect(known.areas).toHaveLength(1);
    expect(versions(known)).toEqual(["#1"]);
    expect(heldAreas(outlineStates(known.areas, known.amendments))[0]?.outline).toEqual(line(1));
  });

  it("keeps the name of the line where properties alone are corrected", () => {
    const { known } = recorded(draws(area(null)), draws(area(null, { name: "North siding" })));
    expect(versions(known)).toEqual([""]);
    expect(heldAreas(outlineStates(known.areas, known.amendments))[0]?.name).toBe("North siding");
  });

  it("adds nothing where nothing is other", () => {
    const { made } = recorded(draws(area(null)), draws(area(null)));
    expect(made[1]).toEqual(nothing);
  });

  it("undoes a drawing with the end that it gave the one before, and brings it back", () => {
    const steps = [draws(area(null)), draws(area("2021-03-01"))];
    expect(places(recorded(...steps, undoes(1)).known)).toEqual(["ever to now"]);
    expect(places(recorded(...steps, undoes(1), undoes(2)).known)).toEqual([
      "ever to 2021-03-01",
      "2021-03-01 to now",
    ]);
    expect(() => recorded(...steps, undoes(1), undoes(1))).toThrow(/undone already/);
  });

  it("undoes a withdrawal, an end and a correction", () => {
    const end = () => asked({ end: [{ outline: "yard/north@", day: "2020-01-01" }] });
    const withdraw = () => asked({ withdraw: ["yard/north@"] });
    const redraw = draws(area(null, { outline: line(3) }));
    for (const change of [end, withdraw, redraw]) {
      const { known } = recorded(draws(area(null)), change, undoes(1));
      expect(places(known)).toEqual(["ever to now"]);
      expect(versions(known)).toEqual([""]);
    }
  });

  it("draws a withdrawn outline anew under a name of its own, though the line is from the same day", () => {
    const { known } = recorded(
      draws(area(null)),
      () => asked({ withdraw: ["yard/north@"] }),
      draws(area(null, { outline: line(5) })),
    );
    expect(places(known)).toEqual(["ever to now"]);
    expect(versions(known)).toEqual(["#2"]);
  });

  it.each([
    ["an outline that is not there", asked({ withdraw: ["yard/south@"] }), /an outline of the site/],
    [
      "a day before the first",
      asked({ end: [{ outline: "yard/north@2021-03-01", day: "2021-03-01" }] }),
      /a day after 2021-03-01/,
    ],
    [
      "days that overlap",
      asked({ end: [{ outline: "yard/north@", day: "2022-01-01" }] }),
      /outlines of one area that follow each other/,
    ],
    ["days out of order", asked({ drawn: [area("2022-01-01", { validTo: "2021-01-01" })] }), /a day after/],
  ])("refuses %s", (_, request, reason) => {
    expect(() => recorded(draws(area(null)), draws(area("2021-03-01")), () => request)).toThrow(reason);
  });

  it("refuses to undo what a later change builds on, and says which outlines would overlap", () => {
    const { known, made } = recorded(draws(area(null)), draws(area("2021-03-01")), draws(area("2022-03-01")));
    expect(() => planDrawing(known, undoes(1)(made))).toThrow(/overlaps/);
  });
});

describe("outlineStates", () => {
  const what: fc.Arbitrary<Amendment["what"]> = fc.oneof(
    fc.constant({ type: "withdrawn" as const }),
    fc.integer({ min: 1, max: 8 }).map((number) => ({ type: "undone" as const, number })),
    fc.constantFrom(null, "2024-01-01", "2025-01-01").map((day) => ({ type: "ended" as const, day })),
    fc
      .integer({ min: 0, max: 3 })
      .map((n) => ({ type: "corrected" as const, area: correctedFrom(area(null, { outline: line(n) })) })),
  );
  const amended = fc.array(what, { maxLength: 8 }).map((list) =>
    list.map((one, i): Amendment => ({
      outline: "yard/north@",
      siteId: "yard",
      areaId: "north",
      number: i + 1,
      what: one,
      reason: "",
      by: "A. Nalyst",
    })),
  );

  it("gives the same places for amendments in any order", () => {
    fc.assert(
      fc.property(
        amended.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(outlineStates([area(null)], shuffled)).toEqual(outlineStates([area(null)], list));
        },
      ),
    );
  });

  it("undoing the last amendment that counts gives the places before it", () => {
    fc.assert(
      fc.property(amended, what, (list, last) => {
        fc.pre(last.type !== "undone");
        const number = list.length + 1;
        const base = { outline: "yard/north@", siteId: "yard", areaId: "north", reason: "", by: "B." };
        const done = [...list, { ...base, number, what: last }];
        const undone = [...done, { ...base, number: number + 1, what: { type: "undone" as const, number } }];
        const { amendments: _, ...after } = outlineState(area(null), undone);
        const { amendments: __, ...before } = outlineState(area(null), list);
        expect(after).toEqual(before);
      }),
    );
  });

  it("names each amendment by its outline and number", () => {
    expect(amendmentId({ outline: "yard/north@2021-03-01", number: 2 })).toBe("yard/north@2021-03-01/2");
  });
});

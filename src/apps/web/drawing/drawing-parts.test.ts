import { describe, expect, it } from "vitest";
import { tangentPlane } from "../../../sites/tracks/strips/tangent-plane.ts";
import type { Area } from "../../../sites/counting/site.ts";
import { readFeatures } from "../../../sites/outlines/features.ts";
import { Remarks } from "../../../sites/outlines/remarks.ts";
import { crosshairSteps, movedCrosshair, showing } from "./crosshair.ts";
import { emptyDrawing, type Draft } from "./drawing.ts";
import { bearing, nearestOn, pathLength, ringArea } from "./ground.ts";
import { keepDrawing, keptFrom, keptPlace, keptText } from "./kept.ts";
import { growthInWords, measuresInWords, measuresOf } from "./measures.ts";
import { draftOfArea } from "./of-record.ts";
import { problemsOf } from "./problems.ts";
import { featureOf } from "./to-feature.ts";
import { consequences, daysInWords } from "./validity-words.ts";

const plane = tangentPlane([130.64, 42.41]);
const frame = { toPlane: plane.toGround, toPosition: plane.toPosition };
const area: Area = {
  siteId: "yard",
  id: "depot",
  name: "Depot",
  role: "depot",
  outline: {
    type: "polygons",
    polygons: [
      [
        [
          [130.64, 42.41],
          [130.6412345678901, 42.41],
          [130.6412345678901, 42.411],
          [130.64, 42.411],
          [130.64, 42.41],
        ],
        [
          [130.6402, 42.4102],
          [130.6402, 42.4104],
          [130.6404, 42.4104],
          [130.6402, 42.4102],
        ],
      ],
    ],
  },
  validFrom: null,
  validTo: "2023-01-01",
  approximate: false,
  uncertaintyMetres: 5,
  basis: "drawn",
  source: "s",
};
const draft: Draft = {
  ...draftOfArea(area, { type: "correction", outline: "yard/depot@" }, frame.toPlane),
  id: "1",
};
const ring = (points: Draft["paths"][number]["points"]): Draft => ({
  ...draft,
  paths: [{ points, polygon: 0 }],
});

describe("ground", () => {
  it("measures lengths, areas, bearings and distances", () => {
    const square = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ] as const;
    expect(pathLength(square, true)).toBe(400);
    expect(pathLength(square, false)).toBe(300);
    expect(ringArea(square)).toBe(10_000);
    expect(ringArea(square.toReversed())).toBe(10_000);
    expect([bearing([0, 0], [0, 1]), bearing([0, 0], [1, 0]), bearing([0, 0], [-1, 0])]).toEqual([
      0, 90, 270,
    ]);
    expect(nearestOn([0, 0], [10, 0], [4, 3])).toEqual({ point: [4, 0], metres: 3, share: 0.4 });
    expect(measuresInWords(measuresOf(ring(square)))).toBe("400 m, 1.00 ha");
    expect(
      measuresInWords(
        measuresOf({
          type: "lines",
          paths: [
            {
              points: [
                [0, 0],
                [0, 482],
              ],
              polygon: 0,
            },
          ],
        }),
      ),
    ).toBe("482 m, bearing 000°");
  });

  it("takes holes out of the area", () => {
    const hole = {
      points: [
        [10, 10],
        [20, 10],
        [20, 20],
        [10, 20],
      ] as const,
      polygon: 0,
    };
    const outer = {
      points: [
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
      ] as const,
      polygon: 0,
    };
    expect(measuresOf({ type: "polygons", paths: [outer, hole] }).squareMetres).toBe(9_900);
  });
});

describe("to and from the record", () => {
  it("gives back the very outline on record where only words were changed", () => {
    const feature = featureOf({ ...draft, name: "The depot" }, frame, area.outline);
    expect(feature.geometry.coordinates).toEqual(
      area.outline.type === "polygons" ? area.outline.polygons : [],
    );
  });

  it("gives a feature that the readers of files take, to a millimetre of what was drawn", () => {
    const [outer, hole] = draft.paths;
    if (outer === undefined || hole === undefined) throw new Error("no paths");
    const changed = { ...draft, paths: [{ ...outer, points: outer.points.with(1, [120, 1]) }, hole] };
    const feature = featureOf(changed, frame, area.outline);
    const remarks = new Remarks();
    const properties = { ...feature.properties, record: "area", site: "yard" };
    const { areas } = readFeatures([{ where: "drawn", feature: { ...feature, properties } }], remarks);
    remarks.throwIfAny();
    expect(areas[0]).toMatchObject({ id: "depot", validTo: "2023-01-01", uncertaintyMetres: 5 });
    const again = draftOfArea(areas[0] ?? area, { type: "new" }, frame.toPlane);
    const [east, north] = again.paths[0]?.points[1] ?? [0, 0];
    expect(Math.hypot(east - 120, north - 1)).toBeLessThan(0.002);
    expect(again.paths).toHaveLength(2);
  });
});

describe("problems", () => {
  it.each([
    ["a name", { ...draft, name: " " }, /name/],
    ["days in order", { ...draft, validFrom: "2023-01-01" }, /not after its first day/],
    [
      "a ring that crosses itself",
      ring([
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 7],
      ]),
      /crosses itself/,
    ],
    [
      "a ring around nothing",
      ring([
        [0, 0],
        [10, 0],
        [20, 0],
      ]),
      /less than a square metre/,
    ],
    [
      "a ring of two points",
      ring([
        [0, 0],
        [10, 0],
      ]),
      /three points/,
    ],
    [
      "nearness",
      ring([
        [0, 0],
        [200_000, 0],
        [0, 10],
      ]),
      /more than 100 km/,
    ],
    ["words for an approximate one", { ...draft, approximate: true, basis: "" }, /how it was placed/],
  ])("asks for %s", (_, given, problem) => {
    expect(problemsOf(given).join("; ")).toMatch(problem);
  });

  it("finds none in a sound draft", () => {
    expect(problemsOf(draft)).toEqual([]);
  });
});

describe("what is being drawn", () => {
  const growing = (...points: Draft["paths"][number]["points"]) => ({ paths: [{ points, polygon: 0 }] });
  it("is told with its next edge, where that has a length, and with all that stands", () => {
    expect(growthInWords(growing(), [3, 4])).toBe("");
    expect(growthInWords(growing([0, 0]), [0, 30])).toBe("next edge 30 m, bearing 000°; so far 0.0 m");
    expect(growthInWords(growing([0, 0], [30, 0]), [30, 0.04])).toBe("so far 30 m");
  });
});

describe("what is kept over a crash", () => {
  const kept = {
    drawing: { ...emptyDrawing, drafts: [draft], growing: "1" },
    since: 7,
    look: "yard.2023-10-05.1a2b3c4d",
    at: "2026-01-02T03:04:05Z",
  };
  it("is read again as it was", () => {
    expect(keptFrom(keptText(kept))).toEqual(JSON.parse(JSON.stringify(kept)));
  });
  it.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["another version", keptText(kept).replace("drawing/1", "drawing/9")],
    ["no drafts", keptText({ ...kept, drawing: emptyDrawing })],
    ["a damaged draft", keptText(kept).replace('"depot"', "7")],
    ["points that are none", keptText(kept).replace(/\[-?[0-9.e-]+,-?[0-9.e-]+\]/, '["a",1]')],
  ])("is not used where it is %s", (_, text) => {
    expect(keptFrom(text)).toBeNull();
  });
  it("stands by site, and is forgotten with the last draft", () => {
    const held = new Map<string, string>();
    const storage = {
      setItem: (place: string, text: string) => void held.set(place, text),
      removeItem: (place: string) => void held.delete(place),
    };
    keepDrawing(storage, "yard", kept);
    keepDrawing(storage, "port", kept);
    expect(held.get(keptPlace("yard"))).toBe(keptText(kept));
    keepDrawing(storage, "yard", { ...kept, drawing: emptyDrawing });
    expect([...held.keys()]).toEqual([keptPlace("port")]);
  });
});

describe("the crosshair", () => {
  const camera = { centre: [0, 0], metresPerPixel: 0.5, rotationDegrees: 0 } as const;
  const size = { width: 800, height: 600 };
  const key = (name: string, given: Partial<KeyboardEvent> = {}) => ({
    key: name,
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...given,
  });
  it("moves by arrows as the screen shows it, fast with Shift and fine with Alt", () => {
    const by = (given: Partial<KeyboardEvent>) =>
      movedCrosshair([0, 0], camera, size, key("ArrowRight", given))?.at[0];
    expect(by({})).toBeCloseTo(crosshairSteps.usual / 2);
    expect(by({ shiftKey: true })).toBeCloseTo(crosshairSteps.fast / 2);
    expect(by({ altKey: true })).toBeCloseTo(crosshairSteps.fine / 2);
    const turned = { ...camera, rotationDegrees: 90 };
    const up = movedCrosshair([0, 0], turned, size, key("ArrowUp"))?.at ?? [0, 0];
    expect(up[0]).toBeCloseTo(5);
    expect(up[1]).toBeCloseTo(0);
    expect(movedCrosshair([0, 0], camera, size, key("a"))).toBeNull();
  });
  it("takes the view along at its edge", () => {
    let [at, view] = [[0, 0] as readonly [number, number], camera as Parameters<typeof showing>[1]];
    for (let i = 0; i < 100; i++) {
      const next = movedCrosshair(at, view, size, key("ArrowUp"));
      if (next !== null) [at, view] = [next.at, next.camera];
    }
    expect(at[1]).toBeCloseTo(500);
    expect(view.centre[1]).toBeGreaterThan(350);
    expect(showing(at, view, size)).toEqual(view);
  });
});

describe("what saving does to counts", () => {
  const recorded = {
    name: "Depot",
    validFrom: null,
    validTo: null,
    drawnAt: "2020-01-02T00:00:00Z",
    looks: 3,
  };
  it("is said in plain words", () => {
    const from = {
      ...draft,
      standing: { type: "from-day", outline: "yard/depot@" } as const,
      validFrom: "2021-03-01",
    };
    expect(consequences(from, recorded)[0]).toBe(
      "counts before 2021-03-01 keep the outline drawn on 2020-01-02",
    );
    expect(consequences(draft, recorded)[0]).toMatch(/counts of 3 looks rest on this line/);
    expect(consequences(draft, { ...recorded, looks: 0 })[0]).toMatch(/no count rests/);
    expect(consequences({ ...draft, standing: { type: "new" }, validFrom: "2021-03-01" }, null)[0]).toBe(
      "looks before 2021-03-01 have no outline of Depot",
    );
  });
  it("names days", () => {
    expect([
      daysInWords(null, null),
      daysInWords("2021-03-01", null),
      daysInWords(null, "2021-03-01"),
      daysInWords("2021-03-01", "2023-01-01"),
    ]).toEqual(["always", "from 2021-03-01", "until 2021-03-01", "2021-03-01 to 2023-01-01"]);
  });
});

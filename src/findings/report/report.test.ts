import { describe, expect, it } from "vitest";
import { piecesOf } from "../judgements/binding.ts";
import { buildModel } from "../judgements/model.ts";
import { renderReport } from "./report.ts";
import {
  site,
  observation,
  publication,
  event,
  full,
  inputOf,
  bare,
  idsOf,
  hrefsOf,
} from "../../../test/made-report-input.ts";

describe("the report", () => {
  const page = renderReport(inputOf(full));

  it("is the same for the same input, whatever the order of the observations", () => {
    expect(renderReport(inputOf(full)) === page).toBe(true);
    const turned = renderReport(inputOf({ ...full, observations: full.observations.toReversed() })).split(
      "\n",
    );
    expect(turned.filter((line, i) => line !== page.split("\n")[i])).toEqual([]);
  });

  it("draws every way in which a look can end with a mark of its own", () => {
    const chart = /<svg\s+class="chart broad"[^]*?<\/svg>/.exec(page)?.[0] ?? "";
    for (const mark of [
      "m-target",
      "m-like",
      "m-part",
      "m-partial",
      "m-converted",
      "m-cargo",
      "m-blind",
      "m-failed",
      "m-nofigure",
      "band-like",
      "mix-part",
    ])
      expect(chart, mark).toContain(`class="${mark}`);
  });

  it("keeps the strip of blind looks when there are none", () => {
    const some = renderReport(inputOf(bare([observation({ id: "target" })]), "target", null));
    expect(some).not.toContain("in the series");
    expect(some).toContain("no look on record as not seen");
    expect(some).toContain("no look on record as failed");
  });

  it("leads every link within the page, from points and from figures, to something that is there", () => {
    const ids = idsOf(page);
    expect(hrefsOf(page).length).toBeGreaterThan(60);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
    expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
  });

  it("prints every binding of a sentence, and links it to its record", () => {
    const input = inputOf(full);
    for (const { text } of input.sentences)
      for (const piece of piecesOf(text))
        if ("binding" in piece) expect(page).toContain(piece.binding.printed.replaceAll("'", "&#39;"));
    expect(page).toContain('href="#count-target">73</a>');
    expect(page).toContain('href="#count-train">36</a>');
    expect(page).toContain("almost certain: 95 to 99 %");
  });

  it("says why something is not known", () => {
    expect(page).toContain("not known: the number of looks behind the published maximum is not known");
  });

  it("shows a weekday that does not fit its date", () => {
    expect(page).toContain("8 October 2023 was a Sunday");
  });

  it("loads nothing and names no address outside of links", () => {
    expect(page).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
    );
    expect(page).not.toMatch(/<(?:img|link|iframe|object|embed|base|form)\b|@import|url\((?!#)/i);
    const outside = page.replace(/<a href="https?:[^"]*" rel="noopener noreferrer nofollow">[^<]*<\/a>/g, "");
    expect(outside).not.toMatch(/https?:/);
  });
});

const safe = (page: string): void => {
  expect(page).not.toContain("<script>alert");
  expect(page).not.toContain("<img");
  expect(page).not.toContain("\u202e");
  // Tags are opened by the program alone, and every attribute is closed where it was opened.
  const tags = page.replace(/<style>[^]*?<\/style>/, "").match(/<[^>]*>/g) ?? [];
  for (const tag of tags) expect(tag.replace(/="[^"]*"/g, "")).not.toMatch(/\son(?:error|mouseover)=/);
  for (const href of page.matchAll(/ href="([^"]*)"/g)) expect(href[1]).toMatch(/^(?:#|https?:\/\/)/);
};

describe("hostile text", () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>' onmouseover='x \`\${1}\` &lt;\u202e]]>--><!--`;

  function poisoned<T>(value: T, keep: ReadonlySet<string>, name = ""): T {
    if (typeof value === "string") return (keep.has(name) ? value : evil) as T;
    if (Array.isArray(value)) return value.map((v: unknown) => poisoned(v, keep, name)) as T;
    if (typeof value !== "object" || value === null || value instanceof Map) return value;
    return Object.fromEntries(
      Object.entries(value).map(([k, v]) => [k, poisoned(v as unknown, keep, k)]),
    ) as T;
  }

  // Kept are the words of closed lists and what the model is keyed by; those are tried by themselves below.
  const keep = new Set([
    "id",
    "lookId",
    "siteId",
    "areaId",
    "observation",
    "event",
    "kind",
    "measure",
    "statistic",
    "outcome",
    "cover",
    "qualifier",
    "type",
    "role",
    "page",
    "mode",
    "transponder",
    "identifiedBy",
    "imoSource",
    "weekdaySaid",
    "text",
    "precision",
    "at",
    "takenAtSaid",
    "corrects",
    "eventId",
  ]);

  it("stays text in every field of records, finding and case", () => {
    const records = poisoned(full, keep);
    const input = inputOf(records);
    safe(
      renderReport({
        ...poisoned({ ...input, model: null, records: null }, new Set([...keep, "part", "lookId", "script"])),
        model: input.model,
        records,
        sentences: [
          ...input.sentences,
          {
            finding: "f",
            place: 99,
            part: "judgement",
            text: `${evil} {${evil.replaceAll(/[{}|]/g, "")}|counts/${evil.replaceAll(/[{}|]/g, "")}}`,
          },
        ],
      }),
    );
  });

  it("stays text in the names of records", () => {
    const records = {
      ...full,
      observations: full.observations.map(({ look, count }) => ({
        look: { ...look, id: `${look.id}${evil}` },
        count: {
          ...count,
          id: `${count.id}${evil}`,
          lookId: `${look.id}${evil}`,
          areaId: count.areaId === null ? null : evil,
        },
      })),
      events: [{ ...event, event: evil }],
    };
    const model = buildModel(
      { siteId: site.id, kind: "railcar", lookId: `target${evil}`, areaId: null, eventId: evil },
      records,
    );
    const page = renderReport({ ...inputOf(full), records, model, sentences: [] });
    safe(page);
    const ids = idsOf(page);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
  });

  it("makes no link of an address that is none of the web", () => {
    for (const address of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//example.org",
      "https://a b",
      'https://a"b',
    ]) {
      const page = renderReport(inputOf({ ...full, publications: [publication("target", { address })] }));
      safe(page);
      expect(page).not.toContain(`href="${address}`);
    }
  });

  it("does not let a script end its element early", () => {
    const page = renderReport({ ...inputOf(full), script: 'const a = "</script><b>";' });
    expect(page.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe("other cases", () => {
  it("names breaks in the series, in the chart and under it", () => {
    const by = (model: string) => ({
      byMachine: { model, modelSha256: null, rule: "r/1", way: "cars", tracks: [] } as const,
    });
    const page = renderReport(
      inputOf(
        bare([
          { ...observation({ id: "target", at: "2023-10-05" }), ...by("railcars 1.1.0") },
          { ...observation({ id: "first", at: "2023-09-05" }), ...by("railcars 1.0.0") },
        ]),
        "target",
        null,
      ),
    );
    expect(page).toContain("1 break in the series");
    expect(page).toContain("counted by model railcars 1.1.0, before that by model railcars 1.0.0");
    expect(page).toContain("counted by model railcars 1.0.0, not by model railcars 1.1.0");
    expect(page.match(/class="break"/g)).toHaveLength(2);
  });

  it("renders one look with nothing beside it", () => {
    const page = renderReport(
      inputOf(bare([observation({ id: "target", count: { best: 0 } })]), "target", null),
    );
    expect(page).toContain("Cannot tell");
    expect(page).not.toContain('id="onset"');
    expect(page).not.toContain('id="publications"');
    const ids = idsOf(page);
    for (const href of hrefsOf(page)) expect(ids, href).toContain(href);
  });

  it("renders forty comparable looks, some of them not seen, and an event without a rise", () => {
    const looks = Array.from({ length: 40 }, (_, i) =>
      observation({
        id: `l${i}`,
        at: `2022-${String(1 + (i % 12)).padStart(2, "0")}-${String(1 + (i % 28)).padStart(2, "0")}`,
        count: i % 10 === 3 ? { best: null, outcome: "not-seen", reason: "cloud" } : { best: i % 7 },
      }),
    );
    const page = renderReport(
      inputOf({
        ...bare([...looks, observation({ id: "target", at: "2023-10-05", count: { best: 73 } })]),
        events: [event],
      }),
    );
    expect(page).toContain("Unprecedented");
    expect(page).toContain("4 on record as not seen");
    expect(page).toContain("No rise could be bracketed");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("stays of a bearable size with two thousand looks", () => {
    const looks = Array.from({ length: 2000 }, (_, i) =>
      observation({
        id: `l${i}`,
        at: new Date(Date.UTC(2019, 0, 1) + i * 79_000_000).toISOString().slice(0, 10),
        count: { best: i % 9, areaId: i % 2 === 0 ? null : "depot" },
      }),
    );
    const page = renderReport(
      inputOf({
        ...full,
        observations: [...looks, observation({ id: "target", at: "2024-03-05", count: { best: 73 } })],
      }),
    );
    expect(page.length).toBeLessThan(6_000_000);
    expect(page).toContain("<details>");
  });

  it("never speaks of none where nothing was seen", () => {
    const blind = Array.from({ length: 30 }, (_, i) =>
      observation({
        id: `b${i}`,
        at: `2022-05-${String(1 + i).padStart(2, "0")}`,
        count: { best: null, outcome: "not-seen", reason: "cloud" },
      }),
    );
    const page = renderReport(
      inputOf(bare([...blind, observation({ id: "target", at: "2023-10-05" })]), "target", null),
    );
    expect(page).not.toMatch(/\b(?:zero|no (?:rail)?cars|none) (?:for|in|over) (?:\w+ )?years/i);
    expect(page).toContain("30 on record as not seen");
  });
});

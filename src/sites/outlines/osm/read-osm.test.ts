import { describe, expect, it } from "vitest";
import { isOsmXml, isOverpass, readOsm, refusePacked } from "./read-osm.ts";

const nodes =
  '<node id="1" lat="47.53" lon="7.62"/><node id="2" lat="47.53" lon="7.63"><tag k="a" v="b"/></node><node id="3" lat="47.531" lon="7.64"/>';
const way = (id: number, refs: readonly number[], tags: Record<string, string>): string =>
  `<way id="${id}">${refs.map((r) => `<nd ref="${r}"/>`).join("")}${Object.entries(tags)
    .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
    .join("")}</way>`;
const osm = (inside: string): string => `<?xml version='1.0'?>\n<osm version="0.6">\n${inside}\n</osm>\n`;
const read = (text: string) => readOsm(text, "x.osm");

describe("readOsm", () => {
  it("takes tracks with gauge and service, and nothing else", () => {
    const { ways, warnings } = read(
      osm(
        nodes +
          way(11, [1, 2, 2, 3], { railway: "rail", gauge: "1520", service: "yard" }) +
          way(12, [1, 3], { railway: "light_rail", gauge: "1435;1520", name: "a &amp; &#98;" }) +
          way(13, [1, 3], { railway: "abandoned" }) +
          way(14, [1, 3], { railway: "rail", construction: "yes" }) +
          way(15, [1, 99], { highway: "road" }) +
          way(16, [1, 3], { railway: "rail", tunnel: "yes" }),
      ),
    );
    expect(ways).toEqual([
      {
        id: "11",
        nodes: ["1", "2", "3"],
        positions: [
          [7.62, 47.53],
          [7.63, 47.53],
          [7.64, 47.531],
        ],
        gauge: "1520",
        service: "yard",
      },
      expect.objectContaining({ id: "12", gauge: null, service: "" }),
    ]);
    expect(warnings).toHaveLength(2);
  });

  it("takes nodes after ways, and the answer of Overpass in both forms, alike", () => {
    const tags = { railway: "rail" };
    const [xml] = read(osm(way(11, [1, 2], tags) + nodes)).ways;
    const whole = { type: "way", id: 11, nodes: [1, 2], tags };
    const apart = {
      elements: [
        whole,
        { type: "node", id: 1, lat: 47.53, lon: 7.62 },
        { type: "node", id: 2, lat: 47.53, lon: 7.63 },
      ],
    };
    const geometry = [
      { lat: 47.53, lon: 7.62 },
      { lat: 47.53, lon: 7.63 },
    ];
    expect(read(JSON.stringify(apart)).ways).toEqual([xml]);
    expect(read(JSON.stringify({ elements: [{ ...whole, geometry }] })).ways).toEqual([xml]);
    expect(() => read(JSON.stringify({ elements: [{ ...whole, geometry: [geometry[0], null] }] }))).toThrow(
      /way 11: node 2/,
    );
  });

  it.each([
    ["cut", osm(nodes + way(1, [1, 2], { railway: "rail" })).slice(0, -60), /line \d+: XML/],
    ["cut in a tag", osm(nodes).slice(0, 60), /line \d+: XML/],
    ["entities", `<!DOCTYPE osm [<!ENTITY a "b">]>${osm(nodes)}`, /no document type/],
    ["unknown entity", osm(way(1, [1], { railway: "&x;" })), /entities of XML itself/],
    ["crossed tags", osm("<way id='1'><nd ref='1'></way></nd>"), /allowed: <\/nd>/],
    ["text", osm(`${nodes}hello`), /elements only/],
    ["a missing node", osm(nodes + way(7, [1, 99], { railway: "rail" })), /way 7: node 99: found nothing/],
    ["one place", osm(nodes + way(7, [1, 1], { railway: "rail" })), /way 7: nodes/],
    ["no node", osm(nodes + way(7, [], { railway: "rail" })), /way 7: nodes/],
    [
      "swapped axes",
      osm(
        `<node id="1" lat="127.5" lon="37.5"/>${nodes}${way(7, [1, 3], { railway: "rail" })}`.replace(
          'id="1" lat="47',
          'id="9" lat="47',
        ),
      ),
      /node 1: lat, lon: .*exchanged/,
    ],
    [
      "not a number",
      osm(`<node id="5" lat="NaN" lon="1"/>${nodes}${way(7, [5, 3], { railway: "rail" })}`),
      /node 5/,
    ],
    ["an id that is none", osm('<way id="x"></way>'), /a way: id/],
    ["a change file", "<osmChange></osmChange>", /root element/],
    ["deep", osm("<a>".repeat(20)), /deep/],
    ["cut JSON", '{"elements":[{"type":"way"', /JSON/],
    ["JSON of something else", '{"elements":3}', /elements/],
    ["an answer that broke off", '{"elements":[],"remark":"runtime error: Query timed out"}', /remark/],
  ])("refuses %s", (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("goes through many nodes without keeping them", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `<node id="${i + 10}" lat="1" lon="2"/>`).join(
      "\n",
    );
    expect(read(osm(nodes + many + way(11, [1, 2], { railway: "rail" }))).ways).toHaveLength(1);
  });

  it("says how to convert what is packed", () => {
    const pbf = Uint8Array.from([0, 0, 0, 14, 10, 9, ...new TextEncoder().encode("OSMHeader")]);
    expect(() => refusePacked(pbf, "x.osm.pbf")).toThrow(/osmium cat/);
    expect(() => refusePacked(Uint8Array.from([0x1f, 0x8b, 8]), "x.osm.gz")).toThrow(/gunzip/);
    expect(() => refusePacked(new TextEncoder().encode(osm(nodes)), "x.osm")).not.toThrow();
  });

  it("knows its formats", () => {
    expect(isOsmXml(osm(""))).toBe(true);
    expect(isOsmXml("<kml></kml>")).toBe(false);
    expect(isOverpass('{"version":0.6,"elements":[]}')).toBe(true);
    expect(isOverpass('{"type":"FeatureCollection","features":[]}')).toBe(false);
  });
});

import { metresPerDegree } from "./sketch-scale.ts";
import { linesOf, positionsOf } from "../../sites/counting/outline-parts.ts";
import type { Area, Position, Site } from "../../sites/counting/site.ts";
import { html, type Html } from "./html.ts";
import { at } from "./marks.ts";
import { roundStep } from "./scale.ts";

const width = 760;
const air = 46;

/** Outlines of a site's areas to scale, north up, without a base map. Approximate outlines are dashed. Numbers are those of the table. */
export function sketchMap(site: Site, areas: readonly Area[]): Html | null {
  const all = areas.flatMap(positionsOf);
  if (all.length === 0) return null;
  const positions = [...all, site.position];
  const [west, east] = [Math.min(...positions.map((p) => p[0])), Math.max(...positions.map((p) => p[0]))];
  const [south, north] = [Math.min(...positions.map((p) => p[1])), Math.max(...positions.map((p) => p[1]))];
  const unit = metresPerDegree((south + north) / 2);
  const [across, up] = [
    Math.max((east - west) * unit.longitude, 50),
    Math.max((north - south) * unit.latitude, 50),
  ];
  const scale = Math.min((width - 2 * air) / across, 520 / up);
  const height = Math.round(up * scale + 2 * air + 30);
  const left = (width - across * scale) / 2;
  const point = ([longitude, latitude]: Position): readonly [number, number] => [
    left + (longitude - west) * unit.longitude * scale,
    air + (north - latitude) * unit.latitude * scale,
  ];
  const path = (ring: readonly Position[], closed: boolean): string =>
    `M${ring.map((p) => point(p).map(at).join(" ")).join("L")}${closed ? "Z" : ""}`;
  const bar = roundStep(across, 4);
  const [siteX, siteY] = point(site.position);
  return html`<svg
    class="sketch"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Sketch of the outlines of ${site.name}, north up, without a base map"
  >
    ${areas.map(
      (a) =>
        html`<path
          class="outline${a.approximate ? " approximate" : ""}${a.outline.type === "lines" ? " line" : ""}"
          d="${linesOf(a)
            .map((r) => path(r, a.outline.type === "polygons"))
            .join("")}"
          ><title>${a.name}${a.approximate ? " (approximate)" : ""}</title></path
        >`,
    )}
    <path class="site-cross" d="M${at(siteX - 6)} ${at(siteY)}h12M${at(siteX)} ${at(siteY - 6)}v12">
      <title>Position of the site on record</title>
    </path>
    ${numbers(areas, site, point).map(({ x, y, n, fromX, fromY }) => html`<path class="leader" d="M${at(fromX)} ${at(fromY)}L${at(x)} ${at(y)}" /><circle class="number-disc" cx="${at(x)}" cy="${at(y)}" r="9" /><text class="number" x="${at(x)}" y="${at(y + 4)}" text-anchor="middle">${n}</text>`)}
    <g class="scale-bar">
      <path d="M20 ${height - 16}v-6h${at(bar * scale)}v6" />
      <text x="${at(24 + bar * scale + 4)}" y="${height - 15}">
        ${bar >= 1000 ? `${bar / 1000} km` : `${bar} m`}
      </text>
    </g>
    <g class="north">
      <path d="M${width - 24} 44V16m-5 9l5 -10l5 10" />
      <text x="${width - 24}" y="58" text-anchor="middle">N</text>
    </g>
  </svg>`;
}

interface Numbered {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly fromX: number;
  readonly fromY: number;
}

/** The number of each area near its middle, moved aside where it would cover another. */
function numbers(
  areas: readonly Area[],
  site: Site,
  point: (p: Position) => readonly [number, number],
): Numbered[] {
  const [siteX, siteY] = point(site.position);
  const placed: Numbered[] = [];
  for (const [i, area] of areas.entries()) {
    const corners = positionsOf(area).map(point);
    if (corners.length === 0) continue;
    const fromX = (Math.min(...corners.map((c) => c[0])) + Math.max(...corners.map((c) => c[0]))) / 2;
    const fromY = (Math.min(...corners.map((c) => c[1])) + Math.max(...corners.map((c) => c[1]))) / 2;
    const free = ([x, y]: readonly [number, number]): boolean =>
      Math.hypot(siteX - x, siteY - y) > 17 && placed.every((p) => Math.hypot(p.x - x, p.y - y) > 21);
    const around = Array.from({ length: 49 }, (_, k): readonly [number, number] => {
      const turn = ((k - 1) % 12) * (Math.PI / 6);
      const far = k === 0 ? 0 : 24 * (1 + Math.floor((k - 1) / 12));
      return [fromX + far * Math.cos(turn), fromY + far * Math.sin(turn)];
    });
    const [x, y] = around.find(free) ?? [fromX, fromY];
    placed.push({ n: i + 1, x, y, fromX, fromY });
  }
  return placed;
}

/** The rooms of the workbench. A new one is a line here, one in `rooms.ts`, and a folder in rooms/. */
export const roomNames = [
  "board",
  "map",
  "movements",
  "history",
  "look",
  "draw",
  "count",
  "report",
  "findings",
  "glossary",
  "jobs",
] as const;
export type RoomName = (typeof roomNames)[number];

/** A room, and what it is about: a site, a look, a finding. */
export interface Place {
  readonly room: RoomName | "none";
  readonly id: string;
}

const patterns: readonly (readonly [RegExp, RoomName])[] = [
  [/^\/$/, "board"],
  [/^\/map$/, "map"],
  [/^\/movements$/, "movements"],
  [/^\/sites\/([^/]+)$/, "history"],
  [/^\/looks\/([^/]+)$/, "look"],
  [/^\/looks\/([^/]+)\/draw$/, "draw"],
  [/^\/looks\/([^/]+)\/count$/, "count"],
  [/^\/findings$/, "findings"],
  [/^\/findings\/([^/]+)$/, "report"],
  [/^\/glossary$/, "glossary"],
  [/^\/jobs$/, "jobs"],
];

/** The room that a path leads to. */
export function roomOf(path: string): Place {
  for (const [pattern, room] of patterns) {
    const found = pattern.exec(path);
    if (found === null) continue;
    try {
      return { room, id: decodeURIComponent(found[1] ?? "") };
    } catch {
      break;
    }
  }
  return { room: "none", id: "" };
}

export const pathOf = {
  board: () => "/",
  history: (site: string, query: Readonly<Record<string, string | null | undefined>> = {}) =>
    `/sites/${encodeURIComponent(site)}${queryOf(query)}`,
  look: (look: string, query: Readonly<Record<string, string | null | undefined>> = {}) =>
    `/looks/${encodeURIComponent(look)}${queryOf(query)}`,
  draw: (look: string) => `/looks/${encodeURIComponent(look)}/draw`,
  count: (look: string, query: Readonly<Record<string, string | null | undefined>> = {}) =>
    `/looks/${encodeURIComponent(look)}/count${queryOf(query)}`,
  movements: (query: Readonly<Record<string, string | null | undefined>> = {}) =>
    `/movements${queryOf(query)}`,
  finding: (finding: string) => `/findings/${encodeURIComponent(finding)}`,
} as const;

function queryOf(query: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(query).filter(
    (pair): pair is [string, string] => pair[1] !== null && pair[1] !== undefined && pair[1] !== "",
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}

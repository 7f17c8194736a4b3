import { parseSpan } from "../../../base/time/span.ts";
import { fromTo, readDated, type Dated, type Zone } from "./dated.ts";

/** What the bare name of a file says. */
export interface NameFacts {
  /** By a supplier's own pattern of names, which is the supplier's statement; null for any other name. */
  readonly takenAt: Dated | null;
  readonly provider: string | null;
  readonly sensor: string | null;
  readonly licence: string | null;
  /** Dates of names that anybody may have given. They prove nothing; an analyst may take one over. */
  readonly suggested: readonly Dated[];
}

interface Pattern {
  readonly provider: string;
  readonly form: RegExp;
  readonly sensor: (match: RegExpExecArray) => string;
  readonly taken: (match: RegExpExecArray, source: string) => Dated | null;
  readonly licence: string | null;
}

const utc = (text: string | undefined, source: string): Dated | null => {
  const read = readDated(text ?? "", source, "utc");
  return read.ok ? read.dated : null;
};

/** Longest that Sentinel-2 images in one go (15,000 km at 6.7 km/s over the ground), rounded up. */
const longestDatatakeMinutes = 40;

const monthsByName = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

/** Names that suppliers give, with what the date in them is. */
const patterns: readonly Pattern[] = [
  {
    provider: "ESA Copernicus",
    form: /^(S2[A-D])_MSIL[12][AC]_(\d{8}T\d{6})_N\d{4}_R\d{3}_T\w{5}_\d{8}T\d{6}/,
    sensor: (m) => `Sentinel-2${m[1]?.slice(2) ?? ""}`,
    taken: (m, source) => inDatatake(utc(m[2], source)),
    licence: "Copernicus Sentinel data",
  },
  {
    // A band of a tile, inside of a product.
    provider: "ESA Copernicus",
    form: /^T\d{2}[A-Z]{3}_(\d{8}T\d{6})_(?:B\d[\dA]|TCI|SCL|AOT|WVP)(?=_|\.|$)/,
    sensor: () => "Sentinel-2",
    taken: (m, source) => inDatatake(utc(m[1], source)),
    licence: "Copernicus Sentinel data",
  },
  {
    // As the open archive of Sentinel-2 as COG names its items.
    provider: "ESA Copernicus",
    form: /^(S2[A-D])_\d{1,2}[A-Z]{3}_(\d{8})_\d_L[12][AC](?=_|\.|$)/,
    sensor: (m) => `Sentinel-2${m[1]?.slice(2) ?? ""}`,
    taken: (m, source) => utc(m[2], source),
    licence: "Copernicus Sentinel data",
  },
  {
    provider: "ESA Copernicus",
    form: /^(S1[A-D])_(?:S[1-6]|IW|EW|WV)_\w{4}_\w{4}_(\d{8}T\d{6})_(\d{8}T\d{6})_/,
    sensor: (m) => `Sentinel-1${m[1]?.slice(2) ?? ""}`,
    taken: (m, source) => between(utc(m[2], source), utc(m[3], source), source),
    licence: "Copernicus Sentinel data",
  },
  {
    provider: "Planet",
    form: /^(\d{8})_(\d{6})_(?:\d{2}_)?[0-9a-f]{4}_[1-3][AB](?=_|\.|$)/,
    sensor: () => "PlanetScope",
    taken: (m, source) => utc(`${m[1] ?? ""}${m[2] ?? ""}`, source),
    licence: null,
  },
  {
    provider: "Planet",
    form: /^(\d{8})_(\d{6})_(ssc\d{1,2}d?\d?|s1\d{2})_/,
    sensor: (m) => `SkySat ${m[3] ?? ""}`,
    taken: (m, source) => utc(`${m[1] ?? ""}${m[2] ?? ""}`, source),
    licence: null,
  },
  {
    provider: "USDA NAIP",
    form: /^m_\d{7}_[ns][ew]_\d{1,2}_(?:\d{1,3}|h)_(\d{8})(?:_\d{8})?(?=\.|_|$)/,
    sensor: () => "aerial camera",
    // A day of flight by the local clock of the United States, from UTC-4 to UTC-10.
    taken: (m, source) => {
      const day = (m[1] ?? "").replace(/(\d{4})(\d{2})(\d{2})/, "$1-$2-$3");
      const [east, west] = [parseSpan(day, -240), parseSpan(day, -600)];
      if (!east.ok || !west.ok) return null;
      return {
        span: { fromMs: east.span.fromMs, toMs: west.span.toMs, precision: "day", text: day },
        source,
        zoneStated: false,
      };
    },
    licence: "US public domain",
  },
  {
    provider: "USGS",
    form: /^L([COTEM])0([1-9])_L\w{3}_\d{6}_(\d{8})_\d{8}_\d{2}_(?:T1|T2|RT)/,
    sensor: (m) => `Landsat ${m[2] ?? ""}`,
    taken: (m, source) => utc(m[3], source),
    licence: "US public domain",
  },
  {
    provider: "Airbus",
    form: /^(?:\w{3}_)?(PHR1[AB]|SPOT[67]|PNEO[34])_[A-Za-z-]{1,10}_(\d{14})\d?(?=_|\.|$)/,
    sensor: (m) => m[1] ?? "",
    taken: (m, source) => utc(m[2], source),
    licence: null,
  },
  {
    provider: "Maxar",
    form: /^(\d{2})([A-Z]{3})(\d{2})(\d{6})-[A-Z]\d[A-Z]{2}/,
    sensor: () => "Maxar",
    taken: (m, source) => {
      const month = monthsByName.indexOf(m[2] ?? "-") / 3 + 1;
      if (!Number.isInteger(month) || month < 1) return null;
      return utc(`20${m[1] ?? ""}${String(month).padStart(2, "0")}${m[3] ?? ""}${m[4] ?? ""}`, source);
    },
    licence: null,
  },
];

/** The name holds the start of the datatake; the tile was imaged some time in it. */
function inDatatake(start: Dated | null): Dated | null {
  if (start === null) return null;
  const toMs = start.span.fromMs + longestDatatakeMinutes * 60_000;
  return { ...start, span: { ...start.span, toMs, precision: "range" } };
}

function between(from: Dated | null, to: Dated | null, source: string): Dated | null {
  return from === null || to === null ? null : fromTo(from, to, source);
}

const anyDate =
  /(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:[T_-]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?(?!\d)|(?!\d))/g;

/**
 * Reads the bare name of a file. Only the documented patterns of suppliers say when a picture was taken; a date in any other name is
 * a suggestion with the source "file name".
 * `zone`: in which zone suggested dates are meant, as `readDated` takes it.
 */
export function readFileName(name: string, zone: Zone = null): NameFacts {
  const bare = name.slice(0, 400);
  for (const { provider, form, sensor, taken, licence } of patterns) {
    const match = form.exec(bare);
    const takenAt = match === null ? null : taken(match, `file name, as ${provider} writes it`);
    if (match !== null && takenAt !== null)
      return { takenAt, provider, sensor: sensor(match), licence, suggested: [] };
  }
  const suggested = [...bare.matchAll(anyDate)].slice(0, 5).flatMap((match) => {
    const [, year, , month, day, hour, minute, second] = match;
    const clock =
      hour === undefined ? "" : `T${hour}:${minute ?? ""}${second === undefined ? "" : `:${second}`}`;
    const read = readDated(`${year ?? ""}-${month ?? ""}-${day ?? ""}${clock}`, "file name", zone);
    return read.ok ? read.dated : [];
  });
  return { takenAt: null, provider: null, sensor: null, licence: null, suggested };
}

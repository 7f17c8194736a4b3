import { noSecond, senderClasses, type Fixes, type SenderClass } from "../ais/fixes.ts";

/** One report as a plain value, for work on few: simulations, tests, reports drawn by hand. */
export interface PlainFix {
  readonly mmsi: number;
  readonly at: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly speed?: number;
  readonly course?: number;
  readonly heading?: number;
  readonly status?: number;
  readonly senderClass?: SenderClass;
  readonly second?: number;
}

/** Reports in columns, in the order given. */
export function fixesOf(fixes: readonly PlainFix[]): Fixes {
  return {
    length: fixes.length,
    mmsi: Int32Array.from(fixes, (f) => f.mmsi),
    at: Float64Array.from(fixes, (f) => f.at),
    longitude: Float64Array.from(fixes, (f) => f.longitude),
    latitude: Float64Array.from(fixes, (f) => f.latitude),
    speed: Float32Array.from(fixes, (f) => f.speed ?? Number.NaN),
    course: Float32Array.from(fixes, (f) => f.course ?? Number.NaN),
    heading: Float32Array.from(fixes, (f) => f.heading ?? Number.NaN),
    status: Uint8Array.from(fixes, (f) => f.status ?? 15),
    senderClass: Uint8Array.from(fixes, (f) => senderClasses.indexOf(f.senderClass ?? "unknown")),
    second: Uint8Array.from(fixes, (f) => f.second ?? noSecond),
  };
}

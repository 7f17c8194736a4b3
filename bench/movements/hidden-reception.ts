import type { ReceptionModel } from "../../src/movements/reception/reception.ts";
import { publishedSettings } from "../../src/movements/matching/settings.ts";
import { shipsNear } from "../../src/system/positions/gather-candidates.ts";
import { halfOf } from "./halves.ts";
import { gatheredBox, type HeldDay, type Hidden } from "./held-day.ts";
import type { Region } from "./regions.ts";

/**
 * What the model of reception is made from, besides that ships which never report are in none of these:
 * - as received: all reports of all other ships. Taking reports away is a trial of matching, the receiver went on hearing.
 * - half switched off: those of the ships that are judged are taken away around the picture, the other half was heard.
 * - outage: those of all ships are taken away around the picture. Nobody was heard then, and that says nothing of any ship.
 * - none heard there: all day no report from the picture and a quarter of a degree around it.
 */
export const receivers = ["as received", "half switched off", "outage", "none heard there"] as const;
export type Receiver = (typeof receivers)[number];

/** Cells of reception are a quarter of a degree: one that the picture has a part of lies within so much of it. */
const cellDegrees = 0.25;

const windowMs = publishedSettings.windowHours * 3_600_000;

/** The model of reception by the code of `sighting match`, of the reports around a picture that are not lost. Silent ships send none. */
export function receptionAround(
  day: HeldDay,
  silent: ReadonlySet<number>,
  region: Region,
  atMs: number,
): (receiver: Receiver, gapHours: number) => Promise<ReceptionModel> {
  const [west, south, east, north] = region.box;
  const span = { fromMs: atMs - windowMs, toMs: atMs + windowMs + 1, box: gatheredBox(region) };
  const made = new Map<string, Promise<ReceptionModel>>();
  const model = async (lost: Hidden["isLost"]): Promise<ReceptionModel> => {
    const heard = day.without({ isLost: (mmsi, ...of) => silent.has(mmsi) || lost(mmsi, ...of), said: null });
    return (await shipsNear(heard, span)).reception;
  };
  return (receiver, gapHours) => {
    const around = (at: number): boolean => Math.abs(at - atMs) <= (gapHours / 2) * 3_600_000;
    const lost: Readonly<Record<Receiver, Hidden["isLost"]>> = {
      "as received": () => false,
      "half switched off": (mmsi, at) => halfOf(mmsi) === "judged" && around(at),
      outage: (_mmsi, at) => around(at),
      "none heard there": (_mmsi, _at, x, y) =>
        x > west - cellDegrees &&
        x < east + cellDegrees &&
        y > south - cellDegrees &&
        y < north + cellDegrees,
    };
    // Two of them lose the same whatever the gap is.
    const name =
      receiver === "half switched off" || receiver === "outage" ? `${receiver} ${gapHours}` : receiver;
    const known = made.get(name) ?? model(lost[receiver]);
    made.set(name, known);
    return known;
  };
}

import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { InputError } from "../../base/errors.ts";
import type { TimeSpan } from "../../base/time/span.ts";
import type { Position } from "../../sites/counting/site.ts";
import { leanOfView, type StatedView } from "../../sites/pictures/lean-of-view.ts";
import { datesOf } from "../../sites/pictures/metadata/dates.ts";
import { readSidecar } from "../../sites/pictures/metadata/sidecar.ts";
import type { SidecarFacts } from "../../sites/pictures/metadata/sidecar-facts.ts";
import { sunByTime } from "../../sites/pictures/sun-by-time.ts";
import type { ToldAngles } from "../../sites/tracks/picture-reading.ts";

/** What a supplier says of sun and view. */
export interface StatedAngles {
  readonly sunAzimuthDegrees: number | null;
  readonly sunElevationDegrees: number | null;
  readonly view: StatedView;
}

/** Lower suns are not told: their shadows lie over everything. */
const lowestDegrees = 3;

/** What the network is told: sun and view as stated; where nobody states the sun, by place and time. */
export function toldAngles(
  { sunAzimuthDegrees: azimuth, sunElevationDegrees: elevation, view: stated }: StatedAngles,
  takenAt: TimeSpan | null,
  position: Position,
): ToldAngles {
  const view = leanOfView(stated);
  const told = { view: view === null ? null : { ...view, from: "supplier" as const } };
  if (azimuth !== null && elevation !== null)
    return {
      ...told,
      sun:
        elevation < lowestDegrees
          ? null
          : { azimuthDegrees: azimuth, elevationDegrees: elevation, from: "supplier" },
    };
  const sun = sunByTime(takenAt, position);
  return { ...told, sun: sun === null ? null : { ...sun, from: "place and time" } };
}

/** Largest sidecar, in bytes. */
const mostBytes = 16 * 1024 * 1024;

/**
 * What a picture file and what lies beside it say of sun and view. A description that cannot be read is passed over with a remark: it is
 * not needed for a count.
 * @param position the middle of the picture; null where it has no place: nothing says then which way its north is, and nothing is told
 */
export function toldByFile(
  path: string,
  texts: Readonly<Record<string, string>>,
  sidecarPaths: readonly string[],
  position: Position | null,
): { readonly told: ToldAngles; readonly remarks: readonly string[] } {
  const remarks: string[] = [];
  if (position === null) return { told: { sun: null, view: null }, remarks };
  const sidecars = sidecarPaths.flatMap((file): SidecarFacts[] => {
    try {
      if (statSync(file).size > mostBytes) return [];
      return [readSidecar(basename(file), readFileSync(file, "utf8")) ?? []].flat();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      remarks.push(`${basename(file)} beside the picture could not be read, and was not used.`);
      return [];
    }
  });
  const first = (
    key:
      | "sunAzimuthDegrees"
      | "sunElevationDegrees"
      | "viewAzimuthDegrees"
      | "offNadirDegrees"
      | "incidenceDegrees",
  ): number | null => sidecars.find((s) => s[key] !== null)?.[key] ?? null;
  // Times without a zone may mean any, and say nothing of the sun.
  const { dates } = datesOf({ name: basename(path), fileName: basename(path), texts, sidecars });
  return {
    told: toldAngles(
      {
        sunAzimuthDegrees: first("sunAzimuthDegrees"),
        sunElevationDegrees: first("sunElevationDegrees"),
        view: {
          azimuthDegrees: first("viewAzimuthDegrees"),
          offNadirDegrees: first("offNadirDegrees"),
          incidenceDegrees: first("incidenceDegrees"),
        },
      },
      dates.takenAt?.span ?? null,
      position,
    ),
    remarks,
  };
}

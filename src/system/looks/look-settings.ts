import type { Json } from "../../base/canonical.ts";
import type { FittedModel } from "../../sites/pictures/georeference/georeference.ts";
import type { ChecksumState, Origin } from "../../sites/pictures/picture-look.ts";
import type { StatedFacts } from "../../sites/pictures/stated-facts.ts";

/** What each file of a look is for, in the order of the trail's inputs. */
export const fileRoles = ["picture", "world-file", "control-points", "sidecar", "item"] as const;
export type FileRole = (typeof fileRoles)[number];

/**
 * All that a look from a picture depends on beside its files and the records before it; kept in its trail entry, so that `case verify`
 * makes the same records again. Plain data.
 */
export interface LookSettings {
  readonly site: string;
  readonly origin: Origin;
  readonly catalogue: string;
  readonly item: string;
  readonly address: string;
  readonly roles: readonly FileRole[];
  /** Ids of the areas that are judged; outlines are those on record that hold at the time of the picture. */
  readonly areas: readonly string[];
  readonly marginMetres: number;
  /** For a world file or control points. */
  readonly crs: string | null;
  readonly model: FittedModel | null;
  /** Make this picture the site's reference. */
  readonly asReference: boolean;
  /** For files: what the analyst says. */
  readonly takenAt: string | null;
  readonly publishedAt: string | null;
  readonly licence: string | null;
  readonly provider: string | null;
  /** The file system's time of last change, in milliseconds since 1970. */
  readonly modifiedMs: number | null;
  /** Whether the view is kept that a file's sidecars state; left out by cases that were made before views were. */
  readonly views?: true;
  /** For items of catalogues: what the catalogue says, as it was read. */
  readonly stated: StatedFacts | null;
  readonly checksum: ChecksumState;
  /** Why there is no picture, and whether another pull may have it; null when there is one. */
  readonly missing: { readonly outcome: "refused" | "failed"; readonly reason: string } | null;
}

/** Settings as plain JSON for a trail entry. */
export const settingsJson = (settings: LookSettings): { readonly [name: string]: Json } =>
  JSON.parse(JSON.stringify(settings)) as { readonly [name: string]: Json };

/** Settings for a file, with what most callers do not say. */
export function fileSettings(
  given: Pick<LookSettings, "site" | "item" | "roles" | "areas"> & Partial<LookSettings>,
): LookSettings {
  return {
    origin: "file",
    catalogue: "",
    address: "",
    marginMetres: 200,
    crs: null,
    model: null,
    asReference: false,
    takenAt: null,
    publishedAt: null,
    licence: null,
    provider: null,
    modifiedMs: null,
    stated: null,
    checksum: "not-given",
    missing: null,
    views: true,
    ...given,
  };
}

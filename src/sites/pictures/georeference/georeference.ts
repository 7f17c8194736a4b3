/**
 * Six numbers from pixels to coordinates, in GDAL's order: x = t[0] + column * t[1] + row * t[2], y = t[3] + column * t[4] + row * t[5].
 * Pixel (0, 0) is the outer corner of the top left pixel; its centre is (0.5, 0.5).
 */
export type Affine = readonly [number, number, number, number, number, number];

/** A coordinate reference system. */
export interface Crs {
  /** "EPSG:32652", or words when it has no code. */
  readonly name: string;
  /** For proj4. */
  readonly proj4: string;
}

/** A place in the picture and on the ground. */
export interface ControlPoint {
  /** [column, row], in pixels; fractions allowed. */
  readonly pixel: readonly [column: number, row: number];
  /** In the georeference's CRS. */
  readonly at: readonly [x: number, y: number];
}

export const fittedModels = ["affine", "second-order", "thin-plate"] as const;
export type FittedModel = (typeof fittedModels)[number];

/** How pixels lie in a CRS: six numbers from the file, or a model fitted to control points. */
export type Georeference =
  | { readonly type: "transform"; readonly crs: Crs; readonly transform: Affine }
  | {
      readonly type: "control-points";
      readonly crs: Crs;
      readonly model: FittedModel;
      readonly points: readonly ControlPoint[];
      /** Root mean square of the leave-one-out errors, in metres on the ground; null with too few points to say. */
      readonly errorMetres: number | null;
    };

import { readFileSync, statSync } from "node:fs";
import { InputError } from "../../base/errors.ts";
import { crsOfText } from "../../sites/pictures/crs/epsg.ts";
import { readControlPoints } from "../../sites/pictures/georeference/control-point-files.ts";
import { fitControlPoints } from "../../sites/pictures/georeference/fit.ts";
import type { FittedModel, Georeference } from "../../sites/pictures/georeference/georeference.ts";
import { affineOfWorldFile } from "../../sites/pictures/georeference/world-file.ts";
import { readSidecar } from "../../sites/pictures/metadata/sidecar.ts";
import type { SidecarFacts } from "../../sites/pictures/metadata/sidecar-facts.ts";
import type { Picture } from "../../sites/pictures/picture.ts";
import { openFileSource } from "../pictures/file-source.ts";
import { openPicture } from "../pictures/open-picture.ts";

/** A file with what it is called and where its bytes lie. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** What goes with a picture file. */
export interface PictureFiles {
  readonly picture: NamedFile;
  readonly worldFile: NamedFile | null;
  readonly controlPoints: NamedFile | null;
  readonly sidecars: readonly NamedFile[];
  /** EPSG code or proj4 text of the world file or the control points. */
  readonly crs: string | null;
  readonly model: FittedModel | null;
}

/** An opened picture with its place, from control points, from itself or from its world file, in this order. */
export interface OpenedPicture {
  readonly picture: Picture;
  readonly georeference: Georeference | null;
  readonly sidecars: readonly SidecarFacts[];
  readonly remarks: readonly string[];
}

/** Largest world file, points file and sidecar, in bytes. */
const mostBytes = 16 * 1024 * 1024;

/**
 * Opens a picture file with what lies beside it.
 * @throws InputError and DamageError as `openPicture` and the readers of the files beside it do
 */
export async function openLookPicture(files: PictureFiles): Promise<OpenedPicture> {
  const remarks: string[] = [];
  const given = givenPlace(files, remarks);
  const sidecars = files.sidecars.flatMap((file) => readSidecar(file.name, textOf(file)) ?? []);
  const source = await openFileSource(files.picture.path);
  const picture = await openPicture({ ...source, name: files.picture.name }, { georeference: given });
  const own = picture.description.georeference;
  const georeference = files.controlPoints !== null ? given : (own ?? given);
  if (own !== null && files.controlPoints !== null)
    remarks.push("the picture has a place of its own; the control points were used in its stead");
  else if (own !== null && files.crs !== null)
    remarks.push("the picture has a place of its own; --crs was not used");
  const { width, height } = picture.description;
  if (given?.type === "control-points")
    for (const [i, { pixel }] of given.points.entries())
      if (pixel[0] < 0 || pixel[1] < 0 || pixel[0] > width || pixel[1] > height) {
        await picture.close();
        throw InputError.of(
          files.controlPoints?.name ?? files.picture.name,
          `point ${i + 1}`,
          `column ${pixel[0]}, row ${pixel[1]}`,
          `a pixel of the picture, which has ${width} x ${height}`,
        );
      }
  if (georeference === null)
    remarks.push("the picture has no place on the ground; control points give it one");
  return { picture, georeference, sidecars, remarks };
}

/** A picture with its place put into its description, for readers that know nothing of files beside it. */
export function withPlace({ picture, georeference }: OpenedPicture): Picture {
  return { ...picture, description: { ...picture.description, georeference } };
}

function givenPlace(files: PictureFiles, remarks: string[]): Georeference | null {
  const { controlPoints, worldFile, crs, model } = files;
  if (controlPoints !== null) {
    const read = readControlPoints(textOf(controlPoints), controlPoints.name);
    const used = crs === null ? read.crs : crsOfText(crs);
    if (used === null)
      throw InputError.of(controlPoints.name, "CRS", "none in the file", "--crs EPSG:code of the points");
    const fit = fitControlPoints(read.points, used, model ?? "affine");
    for (const point of fit.suspects)
      remarks.push(`control point ${point + 1} fits the others badly; it is probably mistaken`);
    if (fit.errorMetres === null)
      remarks.push(
        `${read.points.length} control points do not suffice to say how far off the place is; one more would`,
      );
    return fit.georeference;
  }
  if (worldFile === null) return null;
  if (crs === null) {
    remarks.push(
      `${worldFile.name} gives no coordinate system; --crs EPSG:code does, and it was not used without`,
    );
    return null;
  }
  return {
    type: "transform",
    crs: crsOfText(crs),
    transform: affineOfWorldFile(textOf(worldFile), worldFile.name),
  };
}

function textOf({ path, name }: NamedFile): string {
  const { size } = statSync(path);
  if (size > mostBytes) throw InputError.of(name, "file", `${size} bytes`, `at most ${mostBytes} bytes`);
  return readFileSync(path, "utf8");
}

import { counted } from "../../../../base/counted.ts";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { InputError, messageOf, quoted } from "../../../../base/errors.ts";
import { crsOfText } from "../../../../sites/pictures/crs/epsg.ts";
import { readControlPoints } from "../../../../sites/pictures/georeference/control-point-files.ts";
import { fitControlPoints } from "../../../../sites/pictures/georeference/fit.ts";
import { fittedModels } from "../../../../sites/pictures/georeference/georeference.ts";
import { openFileSource } from "../../../../system/pictures/file-source.ts";
import { openPicture } from "../../../../system/pictures/open-picture.ts";
import type { Call, ExitCode } from "../../definition.ts";

export async function run({ args: [file = ""], options, output }: Call): Promise<ExitCode> {
  const points = String(options["points"]);
  const picture = await openPicture(await openFileSource(file));
  const { width, height } = picture.description;
  await picture.close();
  const model = fittedModels.find((m) => m === (options["model"] ?? "affine"));
  if (model === undefined)
    throw InputError.of(
      "picture georeference",
      "--model",
      quoted(String(options["model"])),
      fittedModels.join(", "),
    );
  const read = readControlPoints(textOf(points), basename(points));
  const crs = typeof options["crs"] === "string" ? crsOfText(options["crs"]) : read.crs;
  if (crs === null)
    throw InputError.of(basename(points), "CRS", "none in the file", "--crs EPSG:code of the points");
  const outside = read.points.findIndex(({ pixel: [c, r] }) => c < 0 || r < 0 || c > width || r > height);
  if (outside !== -1)
    throw InputError.of(
      basename(points),
      `point ${outside + 1}`,
      (read.points[outside]?.pixel ?? []).join(", "),
      `a pixel of a picture of ${width} x ${height}`,
    );
  const fit = fitControlPoints(read.points, crs, model);
  const metres = (value: number | null): string => (value === null ? "?" : value.toFixed(2)).padStart(9);
  output.result({ width, height, crs: crs.name, ...fit }, () => [
    `${basename(file)}: ${counted(read.points.length, "control point")}, ${model}, ${crs.name}`,
    "point     column        row   missed by  left out  (metres on the ground)",
    ...read.points.map(({ pixel: [column, row] }, i) => {
      const residual = fit.residuals[i];
      const left = fit.leaveOneOut[i];
      return `${String(i + 1).padStart(5)} ${column.toFixed(1).padStart(10)} ${row.toFixed(1).padStart(10)}   ${metres(residual?.lengthMetres ?? null)} ${metres(left?.errorMetres ?? null)}${fit.suspects.includes(i) ? "  probably mistaken" : ""}`;
    }),
    `root mean square: missed by ${fit.rmsMetres.toFixed(2)} m; left out ${fit.errorMetres === null ? "not known, with too few points" : `${fit.errorMetres.toFixed(2)} m, which goes into everything measured on it`}`,
  ]);
  return 0;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw InputError.of(quoted(path), "file", messageOf(error), "a file that can be read");
  }
}

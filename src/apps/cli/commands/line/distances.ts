import { InputError, quoted } from "../../../../base/errors.ts";
import { measureLines } from "../../../../findings/distances/fit.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import { readReferenceLines } from "../../../../system/store/reading-chain.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";

/** Kilometres, never less than what the line may be off; below one to the tenth. */
export const errorText = (metres: number): string =>
  metres < 1000 ? String(Math.ceil(metres / 100) / 10) : String(Math.ceil(metres / 1000));

export async function run(call: Call): Promise<ExitCode> {
  const [id = ""] = call.args;
  return withCase(call, "read", (opened): ExitCode => {
    const { sites } = readPlaces(opened.database);
    const site = sites.find((s) => s.id === id);
    if (site === undefined)
      throw InputError.of(
        "line distances",
        "site",
        quoted(id),
        `a site of the case: ${sites.map((s) => s.id).join(", ") || "none yet"}`,
      );
    const measured = measureLines(site.position, readReferenceLines(opened.database))
      .sort((a, b) => a.metres - b.metres)
      .map(({ line, metres, at }) => ({
        line: line.id,
        name: line.name,
        metres,
        errorMetres: line.errorMetres,
        at,
        basis: line.basis,
      }));
    call.output.result({ site: site.id, distances: measured }, () =>
      measured.length === 0
        ? ["no line is on record; line import and line border add them"]
        : measured.map(
            (m) =>
              `${(m.metres / 1000).toFixed(1).padStart(8)} km  \u00b1${errorText(m.errorMetres)}  ${m.name}  (${m.line}; nearest at ${m.at[1].toFixed(3)}, ${m.at[0].toFixed(3)})`,
          ),
    );
    return 0;
  });
}

import { counted } from "../../../../base/counted.ts";
import { InputError } from "../../../../base/errors.ts";
import { sightingsOfCase } from "../../../../system/steps/sightings-of-case.ts";
import { notStanding } from "../../../../system/steps/withdrawn-words.ts";
import {
  candidatesOf,
  recogniseWith,
  vesselsOfCase,
  withFacts,
} from "../../../../system/steps/vessels-of-case.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { percentText } from "../ais/analysis-call.ts";
import { numberOption } from "../mark/options.ts";
import { claimsBeside } from "../../../../movements/vessels/mentions.ts";
import { claimInWords, rivalsInWords } from "../vessel/in-words.ts";

export const run = (call: Call): Promise<ExitCode> =>
  withCase(call, "read", async (opened): Promise<ExitCode> => {
    const [id = ""] = call.args;
    const none = numberOption(call, "noneBefore") ?? 0.5;
    if (!(none > 0 && none < 1))
      throw InputError.of("sighting recognise", "--none-before", String(none), "a number between 0 and 1");
    const seen = sightingsOfCase(opened);
    const sighting = [...seen.recorded, ...seen.published.map((p) => p.sighting)].find((s) => s.id === id);
    if (sighting === undefined) throw notStanding(opened, "sighting recognise", "sighting", id);
    const all = call.options["all"] === true;
    const registry = await vesselsOfCase(opened, { reports: true, signal: call.signal });
    const candidates = await candidatesOf(
      opened,
      all ? registry.vessels : withFacts(registry.vessels, null),
      seen,
      [sighting],
      call.signal,
    );
    const recognition = recogniseWith(sighting, candidates, registry, seen.scenes, none);
    const claims = claimsBeside(sighting, seen.published);
    call.output.result({ ...recognition, claims }, () => [
      // Of nobody who was weighed, "none of these" would be certain and say nothing.
      candidates.length === 0
        ? `${id}: cannot tell: there is no candidate to weigh (vessel import brings in facts of vessels${all ? "" : ", --all weighs every ship that sent reports"})`
        : `${id}: ${rivalsInWords(recognition)}`,
      `${counted(candidates.length, "candidate")}; before anything was compared "none of these" had ${Math.round(100 * none)} %`,
      ...recognition.candidates.slice(0, 20).map(
        (c) =>
          `  ${(c.name === "" ? c.key : c.name).padEnd(20)} ${percentText(c.probability)}  ${
            Object.entries(c.evidence)
              .map(([what, ln]) => `${what} ×${Math.exp(ln).toPrecision(2)}`)
              .join(", ") || "nothing known of it was compared"
          }`,
      ),
      ...claims.map((c) => `beside what was compared: ${claimInWords(c)}`),
    ]);
    return 0;
  });

import { InputError, quoted } from "../../../../base/errors.ts";
import { spanAtSite, spanInWords } from "../../../../base/time/words.ts";
import { isKind, kinds, type Kind } from "../../../../sites/counting/kind.ts";
import type { Observation } from "../../../../sites/counting/look.ts";
import { unitOf } from "../../../../sites/counting/measure.ts";
import { outcomes } from "../../../../sites/counting/outcome.ts";
import { exposuresOf } from "../../../../sites/pictures/exposures.ts";
import { dayStateOf, lookUsability, type LookUsability } from "../../../../sites/pictures/look-usability.ts";
import type { PictureLook } from "../../../../sites/pictures/picture-look.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { readObservations, readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { printCalendar } from "./calendar.ts";

/** The kind that pictures are judged for when none is asked for. */
export const usualKind: Kind = "railcar";

/** An option that must be a kind, or nothing. */
export function kindOption(kind: string | boolean | undefined, where: string): Kind | undefined {
  if (kind === undefined) return undefined;
  const text = String(kind);
  if (!isKind(text)) throw InputError.of(where, "--kind", quoted(text), kinds.join(", "));
  return text;
}

export async function run(call: Call): Promise<ExitCode> {
  const {
    args: [site],
    options,
    output,
  } = call;
  const kind = kindOption(options["kind"], "look list");
  const { outcome } = options;
  if (outcome !== undefined && !outcomes.some((o) => o === outcome))
    throw InputError.of("look list", "--outcome", quoted(String(outcome)), outcomes.join(", "));
  return withCase(call, "read", (opened) => {
    const { sites } = readPlaces(opened.database);
    const ids = sites.map((s) => s.id);
    if (site !== undefined && !ids.includes(site))
      throw InputError.of(
        "look list",
        "site",
        quoted(site),
        `a site of the case: ${ids.join(", ") || "none yet"}`,
      );
    const asked = sites.filter(({ id }) => site === undefined || id === site);
    if (options["calendar"] === true) return printCalendar(opened, asked, kind ?? usualKind, call);
    const observations = asked
      .flatMap(({ id }) => readObservations(opened.database, id))
      .filter(
        ({ count }) =>
          (kind === undefined || count.kind === kind) && (outcome === undefined || count.outcome === outcome),
      );
    const pictures = asked
      .flatMap(({ id, zoneMinutes }) =>
        exposuresOf(readPictureLooks(opened.database, { siteId: id }), kind ?? usualKind).flatMap(
          ({ counted, repeats, contradiction }) =>
            [counted, ...repeats].map((look) => ({
              look,
              zoneMinutes,
              countedBy: look === counted ? null : counted.look.id,
              contradiction,
              usability: lookUsability(look, kind ?? usualKind),
            })),
        ),
      )
      .filter((p) => outcome === undefined || dayStateOf(p.usability) === outcome);
    const lines = [
      ...observations.map((o) => ({ at: o.look.takenAt?.fromMs ?? Infinity, id: o.count.id, text: line(o) })),
      ...pictures.map((p) => ({
        at: p.look.look.takenAt?.fromMs ?? Infinity,
        id: p.look.look.id,
        text: pictureLine(p, kind ?? usualKind),
      })),
    ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    output.result(
      {
        observations: observations
          .sort(
            (a, b) =>
              (a.look.takenAt?.fromMs ?? Infinity) - (b.look.takenAt?.fromMs ?? Infinity) ||
              (a.count.id < b.count.id ? -1 : 1),
          )
          .map(({ look, count }) => ({ ...count, look })),
        pictures: pictures.map(({ look, countedBy, contradiction, usability }) => ({
          ...look,
          countedBy,
          contradiction,
          usability,
        })),
      },
      () => (lines.length === 0 ? ["no looks"] : lines.map((l) => l.text)),
    );
    return 0;
  });
}

const symbols = { counted: "=", partial: ">", "not-seen": "?", failed: "!" } as const;

const start = (symbol: string, taken: string, siteId: string): string =>
  `${symbol} ${taken.padEnd(28)} ${siteId.padEnd(11)}`;

function line({ look, count }: Observation): string {
  const figures = [count.low, count.best, count.high].some((f) => f !== null)
    ? `${count.best ?? `${count.low ?? "?"}..${count.high ?? "?"}`}${unitOf[count.measure] === "" ? "" : ` ${unitOf[count.measure]}`}`
    : count.outcome;
  const words = [
    count.qualifier,
    figures,
    count.kind,
    count.statistic === "at-look" ? "" : `(${count.statistic})`,
    count.areaId ?? "",
  ].filter((w) => w !== "");
  return `${start(symbols[count.outcome], spanInWords(look.takenAt), look.siteId)} ${words.join(" ").padEnd(46)} ${look.observer}  [${count.id}]`;
}

const pictureSymbols = { usable: "#", partial: "+", "not-seen": "x", failed: "!" } as const;

interface ListedPicture {
  readonly look: PictureLook;
  readonly zoneMinutes: number;
  readonly countedBy: string | null;
  readonly contradiction: string | null;
  readonly usability: LookUsability;
}

function pictureLine(
  { look: picture, zoneMinutes, countedBy, contradiction, usability }: ListedPicture,
  kind: Kind,
): string {
  const { look } = picture;
  const words = [
    countedBy !== null
      ? `same exposure as ${countedBy}`
      : usability.failed
        ? picture.supply.outcome
        : `picture, ${usability.usability === "not-seen" ? "not seen" : usability.usability} for ${kind}`,
    usability.override === null || countedBy !== null ? "" : `(${usability.override.by})`,
    contradiction === null || countedBy !== null ? "" : "(dates contradict)",
  ].filter((w) => w !== "");
  const by = look.provider === "" ? "provider not stated" : look.provider;
  return `${start(countedBy === null ? pictureSymbols[dayStateOf(usability)] : "~", spanAtSite(look.takenAt, zoneMinutes), look.siteId)} ${words.join(" ").padEnd(46)} ${by}  [${look.id}]`;
}

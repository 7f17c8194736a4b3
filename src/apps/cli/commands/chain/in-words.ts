import { counted } from "../../../../base/counted.ts";
import type { ChainLink, ChainModel, ChainPath } from "../../../../movements/chain/chain.ts";
import {
  boundsInWords,
  datesInWords,
  hoursInWords,
  mostHoursInWords,
  modeInWords,
  orderInWords,
  strengthInWords,
} from "../../../../movements/chain/words.ts";

// Strokes tell how well a link is held, without colour.
const strokes = {
  "seen-both-ends": "\u2550\u2550\u2550",
  "seen-one-end": "\u2500\u2500\u2500",
  inferred: "\u2504\u2504\u2504",
  claimed: "\u00b7\u00b7\u00b7",
  possible: "\u00b7 \u00b7",
} as const;

/** A chain as lines for a terminal: a drawing of each way, then its steps and its weakest link. */
export function chainInWords(model: ChainModel): string[] {
  const names = new Map(model.places.map((p) => [p.id, p.name]));
  const links = new Map(model.links.map((l) => [l.id, l]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  if (model.links.length === 0)
    return ["no leg of this case has both of its ends; voyage import and chain import add legs and ways"];
  const lines = [
    `${counted(model.links.length, "link")}, ${counted(model.paths.length, "way")}${model.cut ? " (the search was cut: there may be more)" : ""}`,
  ];
  if (model.paths.length === 0)
    lines.push("no way on record is as asked; that none is on record says nothing of whether one was taken");
  for (const path of model.paths) lines.push("", ...pathInWords(path, links, nameOf));
  if (model.leftOut.length > 0)
    lines.push(
      "",
      `${counted(model.leftOut.length, "leg")} on record gave no link: an end of ${model.leftOut.length === 1 ? "it" : "them"} was not seen (--json lists them)`,
    );
  return lines;
}

function pathInWords(
  path: ChainPath,
  links: ReadonlyMap<string, ChainLink>,
  nameOf: (id: string) => string,
): string[] {
  const steps = path.links.flatMap((id) => links.get(id) ?? []);
  const drawn = steps.map(
    (l) =>
      ` ${strokes[l.strength]}${l.mode === "ship" ? " sea " : " rail "}${strokes[l.strength]}> ${nameOf(l.to)}`,
  );
  const lines = [
    `${nameOf(path.places[0] ?? "")}${drawn.join("")}`,
    `  held as ${strengthInWords[path.strength]}${path.holds ? "" : "; it cannot have been so"}`,
  ];
  for (const [i, link] of steps.entries()) {
    const carried = path.carried[i];
    const joint = path.joints[i - 1];
    if (joint !== undefined)
      lines.push(
        `     at ${nameOf(joint.at)}: ${orderInWords[joint.order]}; ${joint.dwellHours.high === null ? "how long it lay there is not known" : `it lay there ${hoursInWords(joint.dwellHours.low, joint.dwellHours.high)}`}`,
      );
    lines.push(
      `  ${i + 1}  ${nameOf(link.from)} to ${nameOf(link.to)}, ${modeInWords[link.mode]}${link.carrier === "" ? "" : `, ${link.carrier}`}: ${strengthInWords[link.strength]}`,
      `     ${datesInWords(link)}; needs ${link.travelHours === null ? "a time not known" : hoursInWords(link.travelHours.low, link.travelHours.high)}${link.availableHours === null ? "" : `, had ${mostHoursInWords(link.availableHours)}`}`,
      `     containers: ${link.containers.best ?? (link.containers.words === "" ? "not told" : link.containers.words)}; ${carried === undefined || (carried.low === null && carried.high === null) ? "how many of the first load came this far is not known" : `of the first load ${boundsInWords(carried)} can have come this far`}`,
    );
    const others = path.others[i]?.length ?? 0;
    if (others > 0) lines.push(`     ${others} more on record for this step`);
  }
  const weak = links.get(path.weakest.link);
  if (weak !== undefined)
    lines.push(
      `  weakest: ${nameOf(weak.from)} to ${nameOf(weak.to)}`,
      ...path.weakest.why.map((w) => `     - ${w}`),
      ...path.weakest.wanted.map((w, i) => (i === 0 ? `  would help: ${w}` : `     or: ${w}`)),
    );
  return lines;
}

import { InputError, quoted } from "../../../base/errors.ts";
import { isKind, kinds, type Kind } from "../../../sites/counting/kind.ts";
import { showCounters, showCounting } from "../../../system/steps/show-counting.ts";
import { markedLook } from "../../../system/looks/mark-place.ts";
import { blindPassesOf } from "../guard/blind.ts";
import type { Asked } from "../route.ts";
import { editsAsked, roleAsked } from "./edits-asked.ts";

/** The name under which somebody counts. @throws InputError while nobody has said who is working */
export function counterName({ who }: Asked): string {
  if (who.name === "")
    throw InputError.of("count", "x-yardwatch-by", "no name", "the name of whoever counts");
  return who.name;
}

export function kindAsked(value: unknown): Kind {
  const kind = typeof value === "string" ? value : "railcar";
  if (!isKind(kind)) throw InputError.of("count", "kind", quoted(kind), kinds.join(", "));
  return kind;
}

const lookOf = ({ params }: Asked): string => params["look"] ?? "";

/** Who has counted a look; while whoever asks counts it blind, only that. */
export function getCounters(asked: Asked) {
  const look = lookOf(asked);
  const counting = blindPassesOf(asked.bench, asked.who)
    .filter((p) => p.look === look && (asked.who.name !== "" || p.by === ""))
    .map(({ by, pass }) => ({ by, pass }));
  return showCounters(asked.bench.opened, look, counting);
}

/** One counter's count of a look with every edit of it. */
export const getMarks = (asked: Asked) =>
  showCounting(asked.bench.opened, {
    look: lookOf(asked),
    by: String(asked.query["by"] ?? ""),
    pass: String(asked.query["pass"] ?? "1"),
    kind: kindAsked(asked.query["kind"]),
    machine: asked.query["machine"] === true,
  });

interface EditsBody {
  readonly pass: string;
  readonly kind?: string;
  readonly key: string;
  readonly role?: unknown;
  readonly seen: number;
  readonly edits: unknown;
}

/** Edits of one's own count, in one go. Asked again with the same key, the answer is the same. */
export function postEdits(asked: Asked) {
  const { pass, kind, key, role, seen, edits } = asked.body as EditsBody;
  return asked.bench.act("mark edits", {
    look: lookOf(asked),
    by: counterName(asked),
    pass,
    kind: kindAsked(kind),
    key,
    role: roleAsked(role),
    seen,
    edits: editsAsked(edits),
  });
}

interface PassBody {
  readonly pass: string;
  readonly kind?: string;
  readonly event: "opened" | "finished";
  readonly expects?: readonly string[];
}

/** Begins or finishes one's own pass over a look. */
export function postPass(asked: Asked) {
  const { pass, kind, event, expects } = asked.body as PassBody;
  const given = { look: lookOf(asked), by: counterName(asked), pass, kind: kindAsked(kind) };
  return event === "opened"
    ? asked.bench.act("mark open", given)
    : asked.bench.act("mark finish", { ...given, expects: expects ?? null });
}

/** Has the machine count the railcars of a look, beside the server. */
export function postMachineCount(asked: Asked) {
  const look = lookOf(asked);
  const { siteId } = markedLook(asked.bench.opened, look).look.look;
  return asked.bench.jobs.start({
    words: `count the railcars of ${look}`,
    args: ["count", look, "--site", siteId],
    by: counterName(asked),
    site: siteId,
    look,
  });
}

import { InputError, quoted } from "../../base/errors.ts";
import { isKind, kinds } from "../../sites/counting/kind.ts";
import { usabilities } from "../../sites/pictures/clarity/usability.ts";
import type { OverrideRecord } from "../../sites/pictures/picture-look.ts";
import type { Case } from "../files/case-folder.ts";
import { readPictureLooks } from "../store/reading-pictures.ts";
import { overrides } from "../store/tables.ts";
import { importFiles, type ImportResult, type Sink } from "./import.ts";

/** What an analyst says of a look, as it was typed. */
export interface OverrideRequest {
  readonly look: string;
  readonly kind: string;
  readonly usability: string;
  readonly reason: string;
  readonly by: string;
}

/** Longest reason and name, in characters. */
const longest = { reason: 2_000, by: 200 } as const;

/**
 * Puts an analyst's judgement of a look beside the rule's. Saying the same again changes nothing; saying another thing adds to it, and
 * the newest holds.
 * @throws InputError when the look has no picture on record, or a field is empty, too long or not one of the words
 */
export async function overrideLook(opened: Case, request: OverrideRequest): Promise<ImportResult> {
  const [found] = readPictureLooks(opened.database, { lookId: request.look });
  if (found === undefined)
    throw InputError.of(
      "look override",
      "look",
      quoted(request.look),
      "a look of the case that rests on a picture; look list prints them",
    );
  const same = found.overrides.filter((o) => o.kind === request.kind);
  const newest = same.at(-1);
  const repeated =
    newest !== undefined &&
    newest.usability === request.usability &&
    newest.reason === request.reason &&
    newest.by === request.by;
  const number = repeated ? same.length : same.length + 1;
  return importFiles(opened, {
    step: "look override",
    settings: { ...request, number },
    paths: [],
    read: async (_files, sink) => readOverride({ ...request, number }, sink),
  });
}

/** Also run by `case verify`, against the records. */
export function readOverride(request: OverrideRequest & { readonly number: number }, sink: Sink) {
  const { look, kind, usability, reason, by, number } = request;
  const field = (name: string, found: string, allowed: string): never => {
    throw InputError.of("look override", `--${name}`, quoted(found), allowed);
  };
  const word = usabilities.find((u) => u === usability);
  if (!isKind(kind)) return field("kind", kind, kinds.join(", "));
  if (word === undefined) return field("usability", usability, usabilities.join(", "));
  for (const [name, text] of [
    ["reason", reason],
    ["by", by],
  ] as const)
    if (text.trim() === "" || text.length > longest[name])
      field(name, text, `some words, at most ${longest[name]} characters`);
  const override: OverrideRecord = {
    id: `${look}/${kind}/${number}`,
    lookId: look,
    kind,
    usability: word,
    reason,
    by,
  };
  sink.add(overrides, override);
  return { summary: { overrides: 1 }, warnings: [] };
}

import { quoted } from "../../../base/errors.ts";
import type { EvidenceScreen, TablePart } from "../../../findings/screens/evidence.ts";
import {
  evidenceFile,
  lookPicture,
  readEvidenceTable,
  showEvidence,
} from "../../../system/steps/show-evidence.ts";
import { readEvidence } from "../../../system/store/reading-origins.ts";
import { NotFoundError } from "../failure.ts";
import type { Asked } from "../route.ts";
import { disposition } from "./handing-out.ts";

function knownHash({ bench, params }: Asked): string {
  const hash = params["sha256"] ?? "";
  if (!readEvidence(bench.opened.database).has(hash))
    throw new NotFoundError(`no evidence ${quoted(hash)} in this case`);
  return hash;
}

/** What a file of evidence is, and which steps read it. */
export const getEvidence = (asked: Asked): EvidenceScreen =>
  showEvidence(asked.bench.opened, knownHash(asked));

/** Rows of a table of evidence as text, around the row of one record or from a row on. */
export function getEvidenceRows(asked: Asked): Promise<TablePart> {
  const { key, from } = asked.query;
  return readEvidenceTable(
    asked.bench.opened,
    knownHash(asked),
    {
      key: key === undefined || key === "" ? undefined : String(key),
      from: from === undefined ? undefined : Number(from),
    },
    asked.signal,
  );
}

/**
 * A file of evidence as it came: always a download, never a page. Whatever somebody put into a file (markup, a drawing with a script) is
 * bytes here.
 */
export async function getEvidenceFile(asked: Asked) {
  const { link, stream } = await evidenceFile(asked.bench.opened, knownHash(asked), asked.signal);
  return asked.reply
    .header("content-type", "application/octet-stream")
    .header("content-disposition", disposition("attachment", link.name))
    .header("content-length", link.bytes)
    .header("content-security-policy", "default-src 'none'; sandbox")
    .header("x-content-type-options", "nosniff")
    .send(stream);
}

/** The picture of a look with its numbered marks, drawn anew by this program. */
export async function getLookPicture({ bench, params, reply }: Asked) {
  const png = await lookPicture(bench.opened, params["look"] ?? "");
  return reply.header("content-type", "image/png").header("cache-control", "no-cache").send(Buffer.from(png));
}

import { InputError } from "../../../../base/errors.ts";
import { modelName } from "../../../../sites/tracks/records.ts";
import {
  countLook,
  isLooksOwnFault,
  lookFor,
  type CountedLook,
} from "../../../../system/steps/count-site.ts";
import { againInWords, looksToCount } from "../../../../system/steps/looks-to-count.ts";
import { openReader } from "../../../../system/tracks/open-reader.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import type { CountWishes } from "./count.ts";
import { countedInWords } from "../../count-in-words.ts";

/** Counts looks of a site one after another; each is on record when it is done, so that a stopped run goes on where it was. */
export async function countSite(call: Call, wishes: CountWishes): Promise<ExitCode> {
  const { output, signal } = call;
  const site = wishes.site ?? "";
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    output.progress("count: starting the reader");
    const reader = await openReader(wishes.workers);
    try {
      const listed = wishes.all ? looksToCount(opened, site, reader.model.manifest) : [];
      const wanted: readonly string[] = wishes.all
        ? listed.filter((l) => l.leftOut === null).map((l) => l.lookId)
        : wishes.pictures;
      const again = listed.filter((l) => l.again.length > 0);
      const done: CountedLook[] = [];
      const failed: { readonly look: string; readonly why: string }[] = [];
      for (const [i, picture] of wanted.entries()) {
        signal.throwIfAborted();
        const say = (share: number): void =>
          output.progress(`count: ${i + 1} of ${wanted.length}, ${picture}, ${Math.round(share * 100)} %`);
        try {
          const lookId = wishes.all
            ? picture
            : await lookFor(opened, picture, { site, takenAt: wishes.takenAt, licence: wishes.licence });
          done.push(
            await countLook(opened, lookId, { site, gauge: wishes.gauge, reader, signal, progress: say }),
          );
        } catch (error) {
          if (!isLooksOwnFault(error) || wanted.length === 1) throw error;
          failed.push({ look: picture, why: error.message });
        }
      }
      if (wishes.all && listed.length === 0)
        throw InputError.of(
          "count",
          "--site",
          site,
          "a site with looks that rest on pictures; look add takes them in",
        );
      const leftOut = listed.filter((l) => l.leftOut !== null);
      output.result(
        {
          model: modelName({ ...reader.model.manifest }),
          counted: done,
          failed,
          leftOut,
          again: again.map(({ lookId, again: why }) => ({ look: lookId, why })),
        },
        () => [
          ...(again.length === 0
            ? []
            : [
                `${again.length} of ${wanted.length} looks had a count, made otherwise than today's:`,
                ...againInWords(again).map((line) => `  ${line}`),
              ]),
          ...done.flatMap(({ lookId, counted, changed, proof, notes }) => [
            ...countedInWords(counted, lookId),
            ...(changed ? [] : ["  on record already; nothing was changed"]),
            ...(proof === null ? [] : [`  marks: ${proof}`]),
            ...notes.map((note) => `  note: ${note}`),
          ]),
          ...failed.map(({ look, why }) => `${look}: not counted: ${why}`),
          ...leftOut.map(({ lookId, leftOut: why }) => `${lookId}: left out: ${why ?? ""}`),
        ],
      );
      const whole = failed.length === 0 && done.every((d) => d.counted.outcome === "counted");
      return whole ? 0 : 1;
    } finally {
      await reader.close();
    }
  });
}

import { setTimeout as pause } from "node:timers/promises";
import { InputError, quoted } from "../../../../base/errors.ts";
import { dayMs } from "../../../../base/time/calendar.ts";
import { dayText } from "../../../../base/time/words.ts";
import { catalogueOf } from "../../../../system/looks/chosen-catalogue.ts";
import { pullLooks } from "../../../../system/steps/pull-looks.ts";
import { readPictureLooks } from "../../../../system/store/reading-pictures.ts";
import { readPlaces } from "../../../../system/store/reading.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { withCase } from "../../with-case.ts";
import { pulledInWords, whereFrom } from "./pull.ts";

/** Days before the newest look that are asked for again, since items are published late. */
const overlapDays = 30;
/** Days that the first watch of a site goes back. */
const firstDays = 90;

export async function run(call: Call): Promise<ExitCode> {
  const { options, output, signal } = call;
  const hours = options["every"] === undefined ? null : Number(options["every"]);
  if (hours !== null && !(hours >= 0.01 && hours <= 24 * 60))
    throw InputError.of("look watch", "--every", quoted(String(options["every"])), "hours, 0.01 to 1440");
  for (;;) {
    const code = await once(call);
    if (hours === null) return code;
    output.say(`next pull in ${hours} ${hours === 1 ? "hour" : "hours"}`);
    try {
      await pause(hours * 3_600_000, undefined, { signal });
    } catch {
      return 0;
    }
  }
}

async function once(call: Call): Promise<ExitCode> {
  const {
    args: [siteId = ""],
    options,
    output,
    signal,
    now,
  } = call;
  // The case is closed between pulls, so that other commands can write to it.
  return withCase(call, "write", async (opened): Promise<ExitCode> => {
    const from = whereFrom(options);
    const zone = readPlaces(opened.database).sites.find((s) => s.id === siteId)?.zoneMinutes ?? 0;
    // Each catalogue has its own newest day: another that is further on says nothing of this one.
    const { name } = catalogueOf(opened, from);
    const newest = readPictureLooks(opened.database, { siteId })
      .filter((l) => l.supply.catalogue === name)
      .reduce((latest, l) => Math.max(latest, l.look.takenAt?.fromMs ?? 0), 0);
    const today = now().getTime();
    const since = newest === 0 ? today - firstDays * dayMs : newest - overlapDays * dayMs;
    const [first, last] = [dayText(since, zone), dayText(today, zone)];
    output.say(`look watch: ${siteId} from ${first} to ${last}`);
    const pulled = await pullLooks(opened, {
      site: siteId,
      from: first,
      to: last,
      ...from,
      onProgress: (p) => output.progress(`look watch: ${p.done} of ${p.found} items`),
      signal,
    });
    output.result({ at: now().toISOString(), from: first, to: last, ...pulled }, () => [
      pulled.looks.length === 0 ? `nothing new at ${siteId}` : `${pulled.looks.length} new at ${siteId}`,
      ...pulledInWords(pulled),
    ]);
    return pulled.summary.complete ? 0 : 1;
  });
}

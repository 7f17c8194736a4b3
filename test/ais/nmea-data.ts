import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const folder = "../shared/data/ais/nmea";
export const haveNmea = existsSync(folder);
if (!haveNmea) console.log(`skipped: ${folder} is absent`);

/** A file of sentences that others made, or what they decoded; its lines where `nmeaLines` is asked. */
export const nmeaFile = (name: string): Buffer => readFileSync(`${folder}/${name}`);
export const nmeaLines = (name: string): string[] =>
  nmeaFile(name)
    .toString("latin1")
    .split(/\r?\n/)
    .filter((line) => line !== "");

/** 44,687 lines of several receivers, a quarter of them not AIS. */
export const amsaLog = (): Buffer => gunzipSync(nmeaFile("amsa-log.txt.gz"));

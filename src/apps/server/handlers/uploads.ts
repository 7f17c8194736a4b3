import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { basename, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InputError, UnavailableError } from "../../../base/errors.ts";
import type { Job } from "../../../system/jobs/job.ts";
import { readPlaces } from "../../../system/store/reading.ts";
import { NotFoundError } from "../failure.ts";
import { RefusedError } from "../guard/refused.ts";
import type { Asked } from "../route.ts";
import type { Workbench } from "../workbench.ts";

/** Largest picture that is taken, in bytes. */
const mostBytes = 4 * 2 ** 30;
/** A sender that is silent for so long is let go, in milliseconds. */
const mostSilence = 30_000;

const uploadsOf = (folder: string): string => join(folder, "uploads");

/**
 * Takes a picture file into the case and adds it as a look of a site: `look add`, as a job. The bytes go straight to the disk, into a folder
 * that is made for them; the name that the sender gives is a label, of which only harmless letters are kept. Nothing is decoded here: the
 * job does that, in a process of its own.
 */
export async function postUpload(asked: Asked): Promise<Job> {
  const { bench, params, query, body, headers } = asked;
  const id = params["site"] ?? "";
  const site = readPlaces(bench.opened.database).sites.find((s) => s.id === id);
  if (site === undefined) throw new NotFoundError("the case has no such site");
  if (!(body instanceof Readable))
    throw InputError.of(
      "upload",
      "body",
      "something else",
      "the bytes of a file, as application/octet-stream",
    );
  const announced = Number(headers["content-length"] ?? 0);
  if (announced > mostBytes)
    throw new RefusedError(413, `the file is larger than the ${mostBytes} bytes that are taken`);
  mustHaveRoom(bench.folder, announced);
  const name = labelOf(String(query["name"] ?? ""));
  const place = join(uploadsOf(bench.folder), randomUUID());
  mkdirSync(place, { recursive: true });
  const drop = (): void => rmSync(place, { recursive: true, force: true });
  const path = join(place, name);
  try {
    const bytes = await written(body, path, asked.signal);
    if (bytes === 0) throw InputError.of("upload", "body", "nothing", "the bytes of a picture file");
    const words = ["takenAt", "publishedAt", "licence", "provider", "crs"] as const;
    return bench.jobs.start({
      words: `add ${name} as a look of ${site.name}`,
      args: [
        "look",
        "add",
        path,
        `--site=${id}`,
        // With "=": a value that begins with a dash stays a value.
        ...words.flatMap((word) => {
          const value = query[word];
          return value === undefined || value === "" ? [] : [`--${optionOf(word)}=${String(value)}`];
        }),
      ],
      by: asked.who.name,
      site: id,
      after: drop,
    });
  } catch (error) {
    drop();
    throw error;
  }
}

const optionOf = (word: string): string => word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A file name of harmless letters, made of whatever was given; dates in it stay readable. */
export function labelOf(given: string): string {
  const [stem, ending] = [
    given.replace(/\.[^.]*$/, ""),
    /\.(tiff?|png|jpe?g)$/i.exec(given)?.[1]?.toLowerCase() ?? "tif",
  ];
  const safe = stem
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .replace(/^[_-]+/, "")
    .slice(0, 100);
  return `${safe === "" ? "picture" : safe}.${ending}`;
}

function mustHaveRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  // Once here and once among the evidence, and something to work with.
  if (bavail * bsize < 2 * bytes + 2 ** 28)
    throw new UnavailableError("there is not room enough on the disk of the case for this file", false);
}

async function written(source: Readable, path: string, signal: AbortSignal): Promise<number> {
  let bytes = 0;
  const silent = setTimeout(
    () => source.destroy(new RefusedError(408, "nothing came for too long")),
    mostSilence,
  );
  const counted = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      bytes += piece.length;
      silent.refresh();
      if (bytes > mostBytes)
        done(new RefusedError(413, `the file is larger than the ${mostBytes} bytes that are taken`));
      else done(null, piece);
    },
  });
  try {
    await pipeline(source, counted, createWriteStream(path, { flags: "wx", mode: 0o600 }), { signal });
  } finally {
    clearTimeout(silent);
  }
  return bytes;
}

/** Removes uploads that no job will come back to: what an earlier server left half sent or half added. */
export function sweepUploads(bench: Workbench): void {
  const folder = uploadsOf(bench.folder);
  if (!existsSync(folder)) return;
  const wanted = bench.jobs
    .list()
    .filter((job) => ["waiting", "running", "paused", "interrupted"].includes(job.state))
    .flatMap((job) => job.args);
  for (const name of readdirSync(folder))
    if (!wanted.some((arg) => arg.includes(`${basename(folder)}/${name}/`)))
      rmSync(join(folder, name), { recursive: true, force: true });
}

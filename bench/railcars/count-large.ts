// node bench/railcars/count-large.ts PICTURE LINES MODEL: from a file to counts, in a process of its own, so that its memory and its start can be measured.
import { readFileSync } from "node:fs";
import { mappingOf } from "../../src/sites/pictures/georeference/mapping.ts";
import { decodeStrip } from "../../src/sites/tracks/decoding/decode-strip.ts";
import { groundFrame } from "../../src/sites/tracks/strips/ground-frame.ts";
import { readModel } from "../../src/system/models/manifest.ts";
import { openReaderPool } from "../../src/system/models/reader-pool.ts";
import { openFileSource } from "../../src/system/pictures/file-source.ts";
import { openPicture } from "../../src/system/pictures/open-picture.ts";
import { readTracks } from "../../src/system/tracks/read-tracks.ts";

const [path = "", lines = "", folder = ""] = process.argv.slice(2);
const began = performance.now();
const model = readModel(folder);
const opening = openReaderPool({ model });
const picture = await openPicture(await openFileSource(path));
const { georeference, width, height } = picture.description;
if (georeference === null) throw new Error("no place on the ground");
const mapping = mappingOf(georeference);
const frame = groundFrame(mapping, mapping.toPosition([width / 2, height / 2]));
const given = JSON.parse(readFileSync(lines, "utf8")) as readonly (readonly (readonly [number, number])[])[];
const pool = await opening;
const opened = performance.now();
let pixelsRead = opened;
const { tracks } = await readTracks({
  picture,
  frame,
  lines: given.map((pixels, i) => ({
    id: `line-${i}`,
    areaId: null,
    gauge: "1520",
    points: pixels.map((pixel) => frame.toGround(pixel)),
  })),
  sampleDistanceMetres: frame.sampleDistanceMetres,
  sun: null,
  view: null,
  pool,
  progress: (share) => {
    if (share <= 0.4) pixelsRead = performance.now();
  },
});
const answered = performance.now();
const settings = model.manifest.decoder;
const { sampleDistanceMetres } = frame;
const cars = tracks.reduce(
  (sum, { reading }) => sum + decodeStrip(reading, { settings, sampleDistanceMetres }).cars.length,
  0,
);
const ended = performance.now();
await pool.close();
await picture.close();
// Not resourceUsage(): that begins with the memory of the process that started this one.
const status = readFileSync("/proc/self/status", "utf8");
console.log(
  JSON.stringify({
    cars,
    // The start of the program and the loading of its code included.
    wholeMs: ended + performance.timeOrigin - Number(process.env["BEGAN"]),
    ms: {
      opening: opened - began,
      pixels: pixelsRead - opened,
      network: answered - pixelsRead,
      decoding: ended - answered,
    },
    megabytes: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  }),
);

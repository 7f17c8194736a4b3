import type { Tag } from "./write-tags.ts";
import { utf8 } from "./write-text.ts";

/** One image file directory with the packed bytes of its blocks, row by row. */
export interface Directory {
  readonly tags: readonly Tag[];
  readonly blocks: readonly Uint8Array[];
}

/** A level of the picture, and its mask if it has one. */
export interface Level {
  readonly picture: Directory;
  readonly mask: Directory | null;
}

const tileOffsets = 324;
const tileByteCounts = 325;
const sizeOf = { 2: 1, 3: 2, 4: 4, 12: 8 } as const;

/**
 * Puts a file together as a Cloud Optimized GeoTIFF (OGC 21-026): header, GDAL's ghost area, all directories with their values, then the blocks
 * of the coarsest level first, each with its size before it and its last four bytes again behind it, a tile's mask right after the tile.
 * Levels come from fine to coarse.
 * @throws RangeError when it passes the 4 GiB of classic TIFF; the size of the samples is bounded before
 */
export function layOut(levels: readonly Level[]): Uint8Array {
  const directories = levels.flatMap(({ picture, mask }) => (mask === null ? [picture] : [picture, mask]));
  const ghost = ghostArea(levels.some(({ mask }) => mask !== null));
  const starts: number[] = [];
  let position = even(8 + ghost.length);
  for (const directory of directories) {
    starts.push(position);
    position += directorySize(directory);
  }
  const places = new Map<Uint8Array, number>();
  for (const { picture, mask } of levels.toReversed())
    for (const [index, block] of picture.blocks.entries())
      for (const part of [block, mask?.blocks[index]]) {
        if (part === undefined) continue;
        places.set(part, position + 4);
        position += part.length + 8;
      }
  if (position > 2 ** 32 - 1) throw new RangeError(`layOut: ${position} bytes do not fit a classic TIFF`);
  const file = new Uint8Array(position);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, starts[0] ?? 0, true);
  file.set(ghost, 8);
  for (const [index, directory] of directories.entries()) {
    const offsets = directory.blocks.map((block) => places.get(block) ?? 0);
    writeDirectory(view, starts[index] ?? 0, allTags(directory, offsets), starts[index + 1] ?? 0);
  }
  for (const [block, place] of places) {
    view.setUint32(place - 4, block.length, true);
    file.set(block, place);
    file.set(block.subarray(-4), place + block.length);
  }
  return file;
}

/** What GDAL reads before the first directory: that the file is laid out as a COG. */
function ghostArea(masked: boolean): Uint8Array {
  const lines = [
    "LAYOUT=IFDS_BEFORE_DATA",
    "BLOCK_ORDER=ROW_MAJOR",
    "BLOCK_LEADER=SIZE_AS_UINT4",
    "BLOCK_TRAILER=LAST_4_BYTES_REPEATED",
    "KNOWN_INCOMPATIBLE_EDITION=NO",
    // The blank leaves room for an editor that must write YES.
    ...(masked ? [" MASK_INTERLEAVED_WITH_IMAGERY=YES"] : [" "]),
  ];
  const body = lines.join("\n") + (masked ? "\n" : "");
  return utf8(`GDAL_STRUCTURAL_METADATA_SIZE=${String(body.length).padStart(6, "0")} bytes\n${body}`);
}

const even = (n: number): number => n + (n & 1);

const allTags = (directory: Directory, offsets: readonly number[]): Tag[] =>
  [
    ...directory.tags,
    { id: tileOffsets, type: 4, values: offsets } as const,
    { id: tileByteCounts, type: 4, values: directory.blocks.map((block) => block.length) } as const,
  ].toSorted((a, b) => a.id - b.id);

const countOf = (tag: Tag): number => (tag.type === 2 ? tag.bytes.length : tag.values.length);
const bytesOf = (tag: Tag): number => countOf(tag) * sizeOf[tag.type];

function directorySize(directory: Directory): number {
  const tags = allTags(
    directory,
    directory.blocks.map(() => 0),
  );
  let size = 2 + tags.length * 12 + 4;
  for (const tag of tags) if (bytesOf(tag) > 4) size += even(bytesOf(tag));
  return size;
}

function writeDirectory(view: DataView, start: number, tags: readonly Tag[], next: number): void {
  view.setUint16(start, tags.length, true);
  let entry = start + 2;
  let values = start + 2 + tags.length * 12 + 4;
  for (const tag of tags) {
    view.setUint16(entry, tag.id, true);
    view.setUint16(entry + 2, tag.type, true);
    view.setUint32(entry + 4, countOf(tag), true);
    if (bytesOf(tag) <= 4) writeValues(view, entry + 8, tag);
    else {
      view.setUint32(entry + 8, values, true);
      writeValues(view, values, tag);
      values += even(bytesOf(tag));
    }
    entry += 12;
  }
  view.setUint32(entry, next, true);
}

function writeValues(view: DataView, at: number, tag: Tag): void {
  if (tag.type === 2) {
    for (const [i, byte] of tag.bytes.entries()) view.setUint8(at + i, byte);
    return;
  }
  for (const [i, value] of tag.values.entries())
    if (tag.type === 3) view.setUint16(at + i * 2, value, true);
    else if (tag.type === 4) view.setUint32(at + i * 4, value, true);
    else view.setFloat64(at + i * 8, value, true);
}

import type { Fixes } from "../../movements/ais/fixes.ts";
import { degreeParts, joints, unsaid, type TrackColumns } from "./movements-track-bytes.ts";

/** A silence of this long or longer is never hidden by leaving reports out: the report before it and the one after it both stay. */
export const keptSilenceMs = 10 * 60_000;

/** Reports of one track in order of time: rows `order[from]` up to `order[to]` of a batch, or the rows from to to themselves. */
export interface TrackPart {
  readonly mmsi: number;
  readonly segment: number;
  readonly fixes: Fixes;
  readonly from: number;
  readonly to: number;
  readonly order?: Int32Array;
  /** Bits of flagBit, by row of the batch; none where no track was looked into. */
  readonly flags?: Uint16Array;
}

export interface ThinningWishes {
  readonly fromMs: number;
  readonly toMs: number;
  /** Reports that may be kept at most. Where they do not suffice, the tolerance is doubled until they do. */
  readonly mostReports: number;
  readonly simulated?: boolean;
}

const metresOfDegree = 111_195;
const firstTolerance = 25;

/**
 * Takes tracks one after the other, each in parts if need be, and keeps as many reports as may be sent. Memory is bounded by what is kept.
 * A report is left out only where its ship was heard shortly before and after and has moved less than the tolerance; both ends of every
 * silence and changes of flags stay.
 */
export class TrackThinner {
  readonly #wishes: ThinningWishes;
  readonly #zeroMs: number;
  #tolerance = 0;
  /** Reports at which room is made. */
  #limit: number;
  #length = 0;
  #reports = 0;
  #mmsi: number[] = [];
  #segment: number[] = [];
  #first: number[] = [];
  #at: Uint32Array;
  #longitude: Int32Array;
  #latitude: Int32Array;
  #speed: Uint16Array;
  #course: Uint16Array;
  #flags: Uint16Array;
  #joint: Uint8Array;
  /** The last report of the ship that came, where it was left out: it stays if a silence follows. */
  #leftOut: number[] | null = null;
  #lastAtMs = 0;

  constructor(wishes: ThinningWishes) {
    this.#wishes = wishes;
    this.#zeroMs = wishes.fromMs;
    this.#limit = wishes.mostReports;
    const room = wishes.mostReports + 2;
    this.#at = new Uint32Array(room);
    this.#longitude = new Int32Array(room);
    this.#latitude = new Int32Array(room);
    this.#speed = new Uint16Array(room);
    this.#course = new Uint16Array(room);
    this.#flags = new Uint16Array(room);
    this.#joint = new Uint8Array(room);
  }

  add({ mmsi, segment, fixes, from, to, order, flags }: TrackPart): void {
    for (let k = from; k < to; k++) {
      const i = order === undefined ? k : (order[k] ?? 0);
      const at = fixes.at[i] ?? 0;
      if (at < this.#wishes.fromMs || at >= this.#wishes.toMs) continue;
      this.#reports++;
      const row = [
        Math.round((at - this.#zeroMs) / 100),
        Math.round((fixes.longitude[i] ?? 0) * degreeParts),
        Math.round((fixes.latitude[i] ?? 0) * degreeParts),
        small((fixes.speed[i] ?? Number.NaN) * 10),
        small((fixes.course[i] ?? Number.NaN) * 10),
        flags?.[i] ?? 0,
      ];
      if (this.#mmsi.at(-1) !== mmsi || this.#segment.at(-1) !== segment) {
        this.#keepLast();
        this.#mmsi.push(mmsi);
        this.#segment.push(segment);
        this.#first.push(this.#length);
        this.#keep(row, joints.none);
      } else if (at - this.#lastAtMs >= keptSilenceMs) {
        this.#keepLast();
        this.#keep(row, joints.next);
      } else if (this.#isNear(row)) this.#leftOut = row;
      else {
        const joint = this.#leftOut === null ? joints.next : joints.heardBetween;
        this.#leftOut = null;
        this.#keep(row, joint);
      }
      this.#lastAtMs = at;
      if (this.#length >= this.#limit) this.#compact();
    }
  }

  /** The tracks as far as they came. */
  done(): TrackColumns {
    this.#keepLast();
    const { fromMs, toMs, simulated } = this.#wishes;
    const n = this.#length;
    return {
      zeroMs: this.#zeroMs,
      fromMs,
      toMs,
      reports: this.#reports,
      // What was left out by smaller tolerances before adds up to less than this one again.
      toleranceMetres: 2 * this.#tolerance,
      simulated: simulated ?? false,
      mmsi: Int32Array.from(this.#mmsi),
      segment: Uint32Array.from(this.#segment),
      first: Uint32Array.from(this.#first),
      tenths: this.#at.slice(0, n),
      longitude: this.#longitude.slice(0, n),
      latitude: this.#latitude.slice(0, n),
      speed: this.#speed.slice(0, n),
      course: this.#course.slice(0, n),
      flags: this.#flags.slice(0, n),
      joint: this.#joint.slice(0, n),
    };
  }

  #keep(row: readonly number[], joint: number): void {
    const n = this.#length++;
    const [at = 0, longitude = 0, latitude = 0, speed = 0, course = 0, flags = 0] = row;
    this.#at[n] = at;
    this.#longitude[n] = longitude;
    this.#latitude[n] = latitude;
    this.#speed[n] = speed;
    this.#course[n] = course;
    this.#flags[n] = flags;
    this.#joint[n] = joint;
  }

  #keepLast(): void {
    if (this.#leftOut === null) return;
    this.#keep(this.#leftOut, joints.heardBetween);
    this.#leftOut = null;
  }

  /** Whether a report adds nothing to the last one that was kept. */
  #isNear(row: readonly number[]): boolean {
    if (this.#tolerance === 0) return false;
    const n = this.#length - 1;
    if ((this.#flags[n] ?? 0) !== (row[5] ?? 0)) return false;
    return apart(this.#longitude[n] ?? 0, this.#latitude[n] ?? 0, row[1] ?? 0, row[2] ?? 0) < this.#tolerance;
  }

  /** Doubles the tolerance and leaves out of what is kept whatever now adds nothing, until there is room again. */
  #compact(): void {
    do {
      this.#tolerance = this.#tolerance === 0 ? firstTolerance : this.#tolerance * 2;
      this.#leaveOut();
      // Where silences alone fill the room, no tolerance makes more of it.
    } while (this.#length > this.#limit * 0.8 && this.#tolerance < 1e7);
    if (this.#length > this.#limit * 0.8) this.#grow();
  }

  #leaveOut(): void {
    let to = 0;
    for (let track = 0; track < this.#first.length; track++) {
      const from = this.#first[track] ?? 0;
      const end = this.#first[track + 1] ?? this.#length;
      this.#first[track] = to;
      let between = false;
      for (let i = from; i < end; i++) {
        const last = to - 1;
        const isSilent = (k: number): boolean =>
          this.#joint[k] === joints.none ||
          (this.#joint[k] === joints.next &&
            ((this.#at[k] ?? 0) - (this.#at[k - 1] ?? 0)) * 100 >= keptSilenceMs);
        const stays =
          i === from ||
          i === end - 1 ||
          isSilent(i) ||
          isSilent(i + 1) ||
          this.#flags[i] !== this.#flags[last] ||
          apart(
            this.#longitude[last] ?? 0,
            this.#latitude[last] ?? 0,
            this.#longitude[i] ?? 0,
            this.#latitude[i] ?? 0,
          ) >= this.#tolerance;
        if (!stays) {
          between = true;
          continue;
        }
        const joint = between ? joints.heardBetween : (this.#joint[i] ?? 0);
        between = false;
        this.#move(i, to++, joint);
      }
    }
    this.#length = to;
  }

  #move(from: number, to: number, joint: number): void {
    this.#at[to] = this.#at[from] ?? 0;
    this.#longitude[to] = this.#longitude[from] ?? 0;
    this.#latitude[to] = this.#latitude[from] ?? 0;
    this.#speed[to] = this.#speed[from] ?? 0;
    this.#course[to] = this.#course[from] ?? 0;
    this.#flags[to] = this.#flags[from] ?? 0;
    this.#joint[to] = joint;
  }

  #grow(): void {
    const room = this.#at.length * 2;
    this.#limit = room - 2;
    const larger = <T extends Uint32Array | Int32Array | Uint16Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    this.#at = larger(this.#at, new Uint32Array(room));
    this.#longitude = larger(this.#longitude, new Int32Array(room));
    this.#latitude = larger(this.#latitude, new Int32Array(room));
    this.#speed = larger(this.#speed, new Uint16Array(room));
    this.#course = larger(this.#course, new Uint16Array(room));
    this.#flags = larger(this.#flags, new Uint16Array(room));
    this.#joint = larger(this.#joint, new Uint8Array(room));
  }
}

const small = (value: number): number =>
  Number.isNaN(value) ? unsaid : Math.max(0, Math.min(unsaid - 1, Math.round(value)));

/** Metres between two positions in parts of a degree; good enough for what is left out of a drawing. */
function apart(longitude0: number, latitude0: number, longitude1: number, latitude1: number): number {
  const scale = Math.cos((latitude0 / degreeParts) * (Math.PI / 180));
  let east = (longitude1 - longitude0) / degreeParts;
  if (east > 180) east -= 360;
  else if (east < -180) east += 360;
  return Math.hypot(east * scale, (latitude1 - latitude0) / degreeParts) * metresOfDegree;
}

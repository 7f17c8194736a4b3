import { trackFlags, type TrackFlag } from "./segment.ts";

/** The bit of each flag in the 16 bits that a report has for them. */
export const flagBit: Readonly<Record<TrackFlag, number>> = {
  "identity-shared": 1,
  jump: 2,
  "impossible-speed": 4,
  "on-land": 8,
  frozen: 16,
  circling: 32,
  clock: 64,
  "invalid-identity": 128,
};

/**
 * The clock of the sender is steadily off: `clock` too, though its reports are where and, but for the age of the position, when they say, since their times are
 * those of a receiver. So events do not pass over them.
 */
export const clockIsOff = 256;

/** Reports with one of these are not where or when their ship was: events pass over them. */
export const misplaced = flagBit.jump | flagBit.clock;

/** The words of a report's bits, in the order of `trackFlags`. */
export const flagsOf = (bits: number): TrackFlag[] =>
  trackFlags.filter((flag) => (bits & (flag === "clock" ? flagBit.clock | clockIsOff : flagBit[flag])) !== 0);

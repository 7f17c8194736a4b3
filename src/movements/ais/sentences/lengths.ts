/** Least and most bits that a message may have, by its type from 1. Real senders cut spare bits and add some: what carries all of the meaning is read. */
const lengths: readonly (readonly [number, number])[] = [
  [163, 1008],
  [163, 1008],
  [163, 1008],
  [168, 1008],
  [420, 1008],
  [88, 1008],
  [72, 168],
  [56, 1008],
  [168, 1008],
  [70, 1008],
  [168, 1008],
  [72, 1008],
  [72, 168],
  [40, 1008],
  [88, 168],
  [92, 168],
  [80, 816],
  [168, 1008],
  [308, 1008],
  [70, 186],
  [271, 368],
  [145, 1008],
  [154, 1008],
  [160, 1008],
  [40, 168],
  [60, 1064],
  [95, 168],
];

export const lastType = lengths.length;
/** By type; index 0 stands for no message. */
export const leastBits: Uint16Array = Uint16Array.from([0, ...lengths.map(([least]) => least)]);
export const mostBits: Uint16Array = Uint16Array.from([0, ...lengths.map(([, most]) => most)]);

/** Written by bench/propose/fit-quality.ts. */
export const qualityWeights = {
  bias: -0.214,
  clear: 2.26,
  seen: 0.00525,
  weakest: -0.0735,
  long: 1.35,
  beside: 0.288,
  winding: -0.274,
  coarse: -0.0831,
} as const;

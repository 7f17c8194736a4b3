/** Types of ship that have a number of their own in message 5 of AIS (ITU-R M.1371-5, table 53). */
const single: Readonly<Record<number, string>> = {
  30: "fishing",
  31: "towing",
  32: "towing, long or wide",
  33: "dredging or underwater work",
  34: "diving",
  35: "military",
  36: "sailing",
  37: "pleasure craft",
  50: "pilot",
  51: "search and rescue",
  52: "tug",
  53: "port tender",
  54: "against pollution",
  55: "law enforcement",
  58: "medical transport",
  59: "of a state not party to a conflict",
};

/** Types whose second digit says the cargo. */
const byTen: Readonly<Record<number, string>> = {
  2: "wing in ground",
  4: "high-speed craft",
  6: "passenger",
  7: "cargo",
  8: "tanker",
  9: "other type",
};

/** "fishing", "cargo"; empty for a number without a meaning of its own. */
export const shipTypeInWords = (type: number): string => single[type] ?? byTen[Math.floor(type / 10)] ?? "";

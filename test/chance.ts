import fc from "fast-check";

// Whether a change may land depends on the change alone: in CI the random cases are always the same ones. Everywhere else every run tries others, and
// what it finds is printed with the seed that repeats it. YARDWATCH_SEED gives a seed of one's own.
const asked = process.env["YARDWATCH_SEED"] ?? (process.env["CI"] === undefined ? "" : "20231005");
if (asked !== "") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(asked) });

import fc from "fast-check";

/** A number as tables hold them: without a negative zero. */
export const tableNumber = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true }).map((n) => (n === 0 ? 0 : n));

/** Words that a table must bring back as they were: those that begin like formulas, guards, escapes and numbers among them. */
export const tableWords = (longest: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom("", "=", "+", "-", "@", "'=", "''@", "'", "|", "%", '"', ",", "\uff1d", "1e-7"),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
    )
    .map(([first, rest]) =>
      (first + rest)
        .replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "")
        .trim()
        .slice(0, longest)
        .trim(),
    );

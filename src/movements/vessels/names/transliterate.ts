/** Letters of Russian and Ukrainian in Latin ones, as passports and ship registers write them (after ICAO Doc 9303, part 3, section 6). */
const cyrillic: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  е: "e",
  ё: "e",
  є: "ie",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  ї: "i",
  й: "i",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ў: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "ie",
  ы: "y",
  ь: "",
  э: "e",
  ю: "iu",
  я: "ia",
};

const greek: Readonly<Record<string, string>> = {
  α: "a",
  β: "v",
  γ: "g",
  δ: "d",
  ε: "e",
  ζ: "z",
  η: "i",
  θ: "th",
  ι: "i",
  κ: "k",
  λ: "l",
  μ: "m",
  ν: "n",
  ξ: "x",
  ο: "o",
  π: "p",
  ρ: "r",
  σ: "s",
  ς: "s",
  τ: "t",
  υ: "y",
  φ: "f",
  χ: "ch",
  ψ: "ps",
  ω: "o",
};

/** Initials, vowels and finals of a Korean syllable in the order of Unicode, by the Revised Romanization of 2000. */
const hangul = {
  initials: "g kk n d tt r m b pp s ss - j jj ch k t p h".split(" "),
  vowels: "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" "),
  finals: "- k k k n n n t l k m p t t p l m p p t t ng t t k t p t".split(" "),
} as const;

const [firstSyllable, lastSyllable] = [0xac00, 0xd7a3];

function syllable(code: number): string {
  const index = code - firstSyllable;
  const of = (parts: readonly string[], at: number): string => (parts[at] ?? "").replace("-", "");
  return (
    of(hangul.initials, Math.floor(index / 588)) +
    of(hangul.vowels, Math.floor((index % 588) / 28)) +
    of(hangul.finals, index % 28)
  );
}

/**
 * A name in plain Latin letters of lower case: marks above and below letters dropped, Cyrillic, Greek and Korean letter by letter. What has no
 * letters of its own (Chinese, Japanese) stays as it is, and then only the very same writing is alike.
 */
export function transliterate(name: string): string {
  let text = "";
  for (const letter of name.normalize("NFKC").toLowerCase()) {
    const code = letter.codePointAt(0) ?? 0;
    text +=
      cyrillic[letter] ??
      greek[letter] ??
      special[letter] ??
      (code >= firstSyllable && code <= lastSyllable
        ? syllable(code)
        : letter.normalize("NFD").replace(/\p{M}/gu, ""));
  }
  return text;
}

const special: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

import { quoted } from "../../../base/errors.ts";
import { readDated, type Dated, type Zone } from "./dated.ts";

/** One value of a sidecar, with where it stood. Names are in capitals, without the prefix of their namespace. */
export interface Leaf {
  readonly name: string;
  /** Names from the root to this one, parted by "/". */
  readonly path: string;
  readonly text: string;
}

/** The values of a sidecar, asked by name; remarks collect what could not be used. */
export class Leaves {
  readonly file: string;
  readonly all: readonly Leaf[];
  readonly remarks: string[] = [];

  constructor(file: string, all: readonly Leaf[]) {
    this.file = file;
    this.all = all;
  }

  /** The texts of all values of that name, in the order of the file. `under` is a piece of the path. */
  texts(name: string, under = ""): readonly string[] {
    return this.all.flatMap((leaf) =>
      leaf.name === name && leaf.path.includes(under) && leaf.text !== "" ? leaf.text : [],
    );
  }

  /** The first text of the first of the names that there is. */
  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const [first] = this.texts(name);
      if (first !== undefined) return first.slice(0, 1000);
    }
    return null;
  }

  /**
   * The mean of all values of a name, null when there is none. What is no number or out of bounds is remarked on and left;
   * `unknown` is the format's own number for "not known".
   */
  mean(
    name: string,
    bounds: { readonly least: number; readonly most: number; readonly unknown?: number },
    under = "",
  ): number | null {
    const good: number[] = [];
    for (const text of this.texts(name, under)) {
      const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (value === bounds.unknown) continue;
      if (value >= bounds.least && value <= bounds.most) good.push(value);
      else
        this.remarks.push(
          `${this.file}: ${name} is ${quoted(text)}, not a number from ${bounds.least} to ${bounds.most}; it was not used`,
        );
    }
    return good.length === 0 ? null : good.reduce((sum, value) => sum + value, 0) / good.length;
  }

  /** The first of the names that holds a date. */
  dated(zone: Zone, ...names: readonly string[]): Dated | null {
    for (const name of names) {
      const text = this.text(name);
      if (text === null) continue;
      const read = readDated(text, `${this.file} ${name}`, zone);
      if (read.ok) return read.dated;
      this.remarks.push(read.remark);
    }
    return null;
  }
}

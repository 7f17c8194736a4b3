/** Numbers that are added one by one, without the garbage that lists of numbers leave behind: a kilometre of doubtful cars has a hundred thousand steps. */
export class Growing<T extends Float64Array | Int32Array> {
  values: T;
  length = 0;

  constructor(values: T) {
    this.values = values;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new (this.values.constructor as new (length: number) => T)(2 * this.values.length);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }
}

const atFirst = 4096;
export const growingNumbers = (): Growing<Float64Array> => new Growing(new Float64Array(atFirst));
export const growingIntegers = (): Growing<Int32Array> => new Growing(new Int32Array(atFirst));

/** A queue that gives back what is due earliest: a binary heap. */
export class EarliestQueue<T> {
  readonly #items: T[] = [];
  readonly #dueOf: (item: T) => number;

  constructor(dueOf: (item: T) => number) {
    this.#dueOf = dueOf;
  }

  push(item: T): void {
    const items = this.#items;
    const due = this.#dueOf(item);
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || this.#dueOf(parent) <= due) break;
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    const due = this.#dueOf(last);
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [one, two] = [items[left], items[left + 1]];
      if (one === undefined) break;
      const smaller = two !== undefined && this.#dueOf(two) < this.#dueOf(one) ? two : one;
      if (this.#dueOf(smaller) >= due) break;
      items[at] = smaller;
      at = smaller === one ? left : left + 1;
    }
    items[at] = last;
    return top;
  }
}

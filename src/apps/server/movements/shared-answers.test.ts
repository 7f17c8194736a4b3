import { expect, test } from "vitest";
import { SharedAnswers } from "./shared-answers.ts";

/** Work that ends when it is told, and says when nobody waits for it any more. */
function workshop() {
  const begun: { readonly done: (answer: string) => void; readonly allGone: AbortSignal }[] = [];
  const work = (allGone: AbortSignal): Promise<string> =>
    new Promise((done, reject) => {
      begun.push({ done, allGone });
      allGone.addEventListener("abort", () => reject(allGone.reason as Error));
    });
  return { begun, work };
}
const asker = (): AbortController => new AbortController();

test("one answer is worked out for all who ask the same, and kept", async () => {
  const { begun, work } = workshop();
  const answers = new SharedAnswers(2);
  const [first, second] = [asker(), asker()];
  const both = [answers.of("a", first.signal, work), answers.of("a", second.signal, work)];
  begun[0]?.done("tracks");
  expect(await Promise.all(both)).toEqual(["tracks", "tracks"]);
  // Every connection is closed at some time: what was answered stays.
  first.abort();
  second.abort();
  expect(await answers.of("a", asker().signal, work)).toBe("tracks");
  expect(begun).toHaveLength(1);
});

test("work is given up when all who asked have gone and not before, and is begun anew for who comes then", async () => {
  const { begun, work } = workshop();
  const answers = new SharedAnswers(2);
  const [first, second] = [asker(), asker()];
  const both = [answers.of("a", first.signal, work), answers.of("a", second.signal, work)];
  first.abort(new Error("gone"));
  expect(begun[0]?.allGone.aborted).toBe(false);
  second.abort(new Error("gone too"));
  expect(begun[0]?.allGone.aborted).toBe(true);
  const anew = answers.of("a", asker().signal, work);
  for (const answer of both) await expect(answer).rejects.toThrow("gone too");
  expect(begun).toHaveLength(2);
  begun[1]?.done("tracks");
  expect(await anew).toBe("tracks");
  // What was given up does not take the place of what was begun after it.
  expect(await answers.of("a", asker().signal, work)).toBe("tracks");
  expect(begun).toHaveLength(2);
});

test("who has gone before they ask begins nothing; what failed is not kept, nor more than may be", async () => {
  const { begun, work } = workshop();
  const answers = new SharedAnswers(2);
  expect(() => answers.of("a", AbortSignal.abort(new Error("gone")), work)).toThrow("gone");
  expect(begun).toHaveLength(0);
  await expect(answers.of("a", asker().signal, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  for (const key of ["a", "b", "c", "a"]) {
    const answer = answers.of(key, asker().signal, work);
    begun.at(-1)?.done(key);
    expect(await answer).toBe(key);
  }
  expect(begun).toHaveLength(4);
});

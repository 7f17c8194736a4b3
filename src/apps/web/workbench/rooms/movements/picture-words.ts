import type { ShownLook } from "../../../../../findings/screens/movements.ts";
import { dayMs, type Stretch } from "../../../time/stretch.ts";
import { lastingWords, momentWords } from "../../../time/words.ts";

/** A time known better than this is a moment. */
const momentMs = 60_000;

/** When a picture was taken: to the minute where that is known, else as its source writes it. */
export const takenWords = ({ fromMs, toMs, time }: Pick<ShownLook, "fromMs" | "toMs" | "time">): string =>
  toMs - fromMs < dayMs ? `${momentWords(fromMs)} UTC` : time.replace("/", " to ");

/** How old a picture is at a moment; from and to where its own time is known as a stretch. */
export function ageWords({ fromMs, toMs }: Stretch, atMs: number): string {
  const [least, most] = [atMs - toMs, atMs - fromMs];
  if (toMs - fromMs <= momentMs) {
    if (Math.abs(most) < momentMs) return "taken at the moment";
    return most > 0 ? `${lastingWords(most)} before the moment` : `${lastingWords(most)} after the moment`;
  }
  if (least < 0 && most >= 0)
    return `taken at most ${lastingWords(most)} before the moment or ${lastingWords(least)} after it`;
  const [near, far] = [Math.min(Math.abs(least), Math.abs(most)), Math.max(Math.abs(least), Math.abs(most))];
  const [a, b] = [lastingWords(near), lastingWords(far)];
  return `${a === b ? a : `${a} to ${b}`} ${most > 0 ? "before" : "after"} the moment`;
}

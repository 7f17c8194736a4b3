import { expect, test } from "vitest";
import { InputError, UnavailableError } from "../../../base/errors.ts";
import { answerOf, Questions, type Answered } from "./questions.ts";

const asked = () => {
  const questions = new Questions<Answered>();
  const ids: number[] = [];
  return { questions, ids, ask: () => questions.ask((id) => void ids.push(id)) };
};

test("answers reach those who asked, in whatever order they come", async () => {
  const { questions, ids, ask } = asked();
  const [first, second] = [ask(), ask()];
  questions.answered({ id: ids[1] ?? 0, result: "b" });
  questions.answered({ id: ids[0] ?? 0, result: "a" });
  expect([(await first).result, (await second).result]).toEqual(["a", "b"]);
});

test("what a thread failed with is thrown as what it was", async () => {
  const { questions, ids, ask } = asked();
  const answer = ask();
  const told = await answerOf(ids[0] ?? 0, () => {
    throw InputError.of("look", "id", "x", "an id of a look");
  });
  questions.answered(told);
  await expect(answer).rejects.toBeInstanceOf(InputError);
  expect(await answerOf(7, () => undefined)).toEqual({ id: 7, result: null });
});

test("when the thread ends, all who wait are told why; who has gone is not answered", async () => {
  const { questions, ids, ask } = asked();
  const [gone, waiting] = [ask(), ask()];
  questions.drop(ids[0] ?? 0, new Error("gone"));
  questions.answered({ id: ids[0] ?? 0, result: "late" });
  await expect(gone).rejects.toThrow("gone");
  questions.end(new UnavailableError("ended", true));
  await expect(waiting).rejects.toBeInstanceOf(UnavailableError);
});

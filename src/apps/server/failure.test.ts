import { expect, test } from "vitest";
import { failureAnswer } from "./failure.ts";
import { errorOf, failureMessage } from "./writer/failure-message.ts";

test("a full disk and a case that may not be written to are told to who asked, also out of another thread", () => {
  for (const [message, code, said] of [
    ["database or disk is full", "ERR_SQLITE_ERROR", "there is not room enough"],
    ["ENOSPC: no space left on device, write", "ENOSPC", "there is not room enough"],
    ["EACCES: permission denied, open", "EACCES", "this is not allowed here"],
  ] as const) {
    const error = Object.assign(new Error(message), { code });
    const answer = { status: 503, body: { error: `${said}: ${message}`, tryAgain: false } };
    expect(failureAnswer(error)).toEqual(answer);
    expect(failureAnswer(errorOf(failureMessage(error)))).toEqual(answer);
  }
  const fault = new Error("something else");
  expect(failureAnswer(fault).status).toBe(500);
  expect(failureAnswer(errorOf(failureMessage(fault))).status).toBe(500);
});

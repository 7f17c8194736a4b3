import { openCase, type Case } from "../../system/files/case-folder.ts";
import type { Access } from "../../system/store/database.ts";
import type { Call, ExitCode } from "./definition.ts";

/** Opens the case that a command was called for, does its work and closes the case, whatever becomes of the work. */
export async function withCase(
  call: Call,
  access: Access,
  work: (opened: Case) => Promise<ExitCode> | ExitCode,
): Promise<ExitCode> {
  const opened = openCase(call.caseFolder, access, call.now);
  try {
    return await work(opened);
  } finally {
    opened.close();
  }
}

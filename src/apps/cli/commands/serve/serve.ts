import { InputError, quoted } from "../../../../base/errors.ts";
import type { Call, ExitCode } from "../../definition.ts";
import { makeToken } from "../../../server/start.ts";
import { serveUntilStopped } from "../../serve-until-stopped.ts";

export async function run(call: Call): Promise<ExitCode> {
  const { options, caseFolder } = call;
  const word = (name: string): string | undefined =>
    typeof options[name] === "string" ? options[name] : undefined;
  const [tokens, newcomer] = [word("tokens"), word("newToken")];
  if (newcomer !== undefined) return newToken(call, tokens, newcomer, word("role") ?? "viewer");
  if (word("role") !== undefined)
    throw InputError.of("serve", "--role", "without --new-token", "with --new-token NAME");
  return serveUntilStopped(call, {
    host: word("host"),
    guard: {
      tokens,
      names: (word("name") ?? "")
        .split(",")
        .map((n) => n.trim())
        .filter((n) => n !== ""),
      behindProxy: options["behindProxy"] === true,
      privateCatalogues: options["privateCatalogues"] === true,
    },
    folder: caseFolder,
    port: portOption(options["port"]),
    page: "/",
    web: typeof options["web"] === "string" ? options["web"] : undefined,
  });
}

function newToken({ output }: Call, file: string | undefined, name: string, role: string): ExitCode {
  if (file === undefined) throw InputError.of("serve", "--new-token", "no --tokens", "--tokens FILE with it");
  const made = makeToken(file, name, role);
  output.result({ name, ...made, file }, () => [
    `  token       ${made.token}`,
    `              for ${name}, as ${made.role}; it is shown this once and kept nowhere: ${file} holds its hash`,
  ]);
  return 0;
}

function portOption(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (typeof text === "string" && /^\d+$/.test(text) && port <= 65_535) return port;
  throw InputError.of(
    "serve",
    "--port",
    quoted(String(text)),
    "a port from 0 to 65535 (0: any that is free)",
  );
}

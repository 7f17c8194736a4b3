import { Command } from "commander";
import { sharedOptions, type CommandDefinition, type ExitCode } from "./definition.ts";
import { commands } from "./commands/all.ts";

/** What runs a command once its line was read. */
export type Runner = (
  definition: CommandDefinition,
  args: readonly (string | undefined)[],
  options: Record<string, string | boolean | undefined>,
) => Promise<ExitCode>;

/** The command line, made from the definitions of the commands. */
export function programOf(version: string, run: Runner): Command {
  const program = new Command("yardwatch")
    .description(
      'From published looks and satellite pictures to counts with intervals, a defined test for "unprecedented", and a report in which every number leads back to its evidence.',
    )
    .version(version)
    .showHelpAfterError("(--help lists what is allowed)")
    .exitOverride()
    // A noun may be a command of its own, too (simulate, simulate traffic): each takes the options behind its own name.
    .enablePositionalOptions()
    .addHelpText(
      "after",
      "\nExamples:\n  yardwatch demo\n  yardwatch history tumangang --kind railcar --at 2023-10-05 --case tumangang-case\n\nExit codes: 0 done, 1 done in part or a check failed, 2 wrong input.",
    );
  const nouns = new Map<string, Command>();
  for (const definition of commands) {
    const parent = definition.verb === "" ? program : nounOf(program, nouns, definition.noun);
    const command = parent
      .command(definition.verb === "" ? definition.noun : definition.verb)
      .summary(definition.summary)
      .description(`${definition.summary}\n\n${definition.detail}`);
    if (definition.verb === "") nouns.set(definition.noun, command.enablePositionalOptions());
    for (const argument of definition.args) command.argument(argument.name, argument.meaning);
    for (const option of definition.options)
      if (option.required === true) command.requiredOption(option.flags, option.meaning);
      else command.option(option.flags, option.meaning);
    for (const option of sharedOptions) command.option(option.flags, option.meaning);
    command.addHelpText(
      "after",
      `\nExamples:\n${definition.examples.map((e) => `  ${e.line}\n      ${e.does}`).join("\n")}`,
    );
    command.action(async (...received: unknown[]) => {
      // An argument of several values comes as a list.
      const args = received.slice(0, definition.args.length).flat() as (string | undefined)[];
      process.exitCode = await run(definition, args, command.opts());
    });
  }
  return program;
}

const nounSummaries: Readonly<Record<string, string>> = {
  case: "make, describe and verify a case",
  site: "places under watch and their areas",
  look: "attempts to see a site, and what was counted",
  picture: "picture files: what they hold, windows of them, control points",
  mark: "what was seen in a picture, thing by thing: by people and by the machine",
  event: "dated events that bear on the counts",
  train: "trains found again, and what changed between two looks",
  ais: "position reports of ships: import, tracks, gaps, visits, meetings",
  port: "ports and anchorages of the world, from lists",
  voyage: "legs of ships and trains, and how many round trips the looks allow",
  scene: "pictures in which vessels were looked for",
  sighting: "vessels that were seen, with or without a report",
  fixed: "what stands at sea and looks like a ship",
  vessel: "ships: their identity over time, and what may be them",
  watch: "watch lists, by edition",
  chain: "from port to depot: sites joined by legs of sea and rail",
  line: "borders and other lines, and how far a place is from them",
  contradiction: "where sources disagree, and what a test makes of it",
  finding: "what can be said, each number bound to its record",
  report: "the finding as a page",
};

function nounOf(program: Command, nouns: Map<string, Command>, noun: string): Command {
  const known = nouns.get(noun);
  if (known !== undefined) return known;
  const made = program.command(noun).description(nounSummaries[noun] ?? "");
  nouns.set(noun, made);
  return made;
}

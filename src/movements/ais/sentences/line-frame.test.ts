import { describe, expect, it } from "vitest";
import { at, noon, position, read, refusedOnly } from "../../../../test/ais/made-sentences.ts";
import { checksumOf } from "./encode-sentence.ts";
import { createSentenceReader } from "./reader.ts";
import { refusals } from "./refusals.ts";

describe("lines that give nothing", () => {
  const good = at(position(990_000_001), noon)[0] ?? "";
  const bare = good.slice(good.indexOf("!"));
  const tag = good.slice(0, good.indexOf("!"));
  const resummed = (body: string): string => `${tag}!${body}*${checksumOf(body)}`;

  it.each([
    ["", "blank"],
    ["  \t ", "blank"],
    ["# a word", "comment"],
    ["nothing here", "no sentence"],
    ["x".repeat(5000), "too long"],
    ["$GPVTG,000.0,T,347.1,M*22", "other sentence"],
    ["!AIPWR,UNIT=0,PWV", "other sentence"],
    ["!", "other sentence"],
    [bare.slice(0, -3), "no checksum"],
    [bare.slice(0, -1), "no checksum"],
    [bare.replace("123", "124").slice(0, -2) + "00", "wrong checksum"],
    [resummed("AIVDM,1,2,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0"), "wrong fields"],
    [resummed("AIVDM,0,0,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,6"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,,0"), "wrong fields"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208C~,0"), "wrong armour"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CX,0"), "wrong armour"],
    [resummed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208,0"), "wrong length"],
    [resummed(`AIVDM,1,1,,A,${"0".repeat(400)},0`), "wrong length"],
    [resummed("AIVDM,1,1,,A,05RTgt0PAso;90TKcjM8h6g208CQ,0"), "unknown message"],
    [resummed("AIVDM,1,1,,A,w5RTgt0PAso;90TKcjM8h6g208CQ,0"), "unknown message"],
    [resummed("AIVDM,1,1,,A,:5MlU41GMK6@,0"), "message without position"],
  ] as const)("%j counts as %s", (line, reason) => {
    expect(refusedOnly(read(`${line}\n`, { givenMs: noon }).counts)).toEqual({ [reason]: 1 });
  });

  it("do not hide the sentences around them, whatever ends the lines", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const { counts, fixes } = read([good, "#", "y".repeat(9000), good.replace("15", "15"), ""].join(end));
      expect([fixes.length, counts.lines, counts.heardAgain]).toEqual([1, 4, 1]);
    }
  });

  it("may hold a second sentence right behind the first", () => {
    const two = good + (at(position(990_000_002), noon + 1000)[0] ?? "") + bare;
    const { fixes, counts } = read(two, { givenMs: noon });
    expect(counts).toMatchObject({ lines: 3, used: 2, heardAgain: 1 });
    expect([...fixes.at]).toEqual([noon, noon + 1000]);
  });

  it("cost no memory where ten megabytes hold no line end", () => {
    const reader = createSentenceReader();
    const chunk = Buffer.alloc(1 << 16, "!AIVDM,1,1,,A,");
    for (let i = 0; i < 160; i++) reader.push(chunk);
    reader.push(Buffer.from(`\n${good}`));
    reader.end();
    expect(reader.counts()).toMatchObject({ lines: 2, used: 1 });
    expect(reader.counts().refused["too long"]).toBe(1);
  });

  it("are counted under a closed list of reasons", () => {
    expect(Object.keys(read("").counts.refused)).toEqual([...refusals]);
  });
});

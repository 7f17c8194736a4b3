import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { InputError } from "../../../base/errors.ts";
import { routes } from "../routes.ts";
import { mustBeOwnSite } from "./cross-site.ts";
import { openDoors } from "./doors.ts";
import { mustBeGuarded, mustHaveRoles } from "./guards.ts";
import { hostRule, mustBeKnownHost } from "./hosts.ts";
import { openJournal } from "./journal.ts";
import { openRates } from "./rates.ts";
import { cookieHeader, cookieIn, longestSeconds, openSessions } from "./sessions.ts";
import { openShares } from "./shares.ts";
import { addToken, openTokens } from "./tokens.ts";

function tokenFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "yardwatch-tokens-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "tokens.json");
}

describe("what a server needs before it listens", () => {
  it("is a role on every route", () => {
    expect(() => mustHaveRoles(routes)).not.toThrow();
    const [first] = routes;
    const bare = { ...first, role: undefined } as never;
    expect(() => mustHaveRoles([bare])).toThrow(/does not say which role/);
  });

  it("is tokens, wherever others can reach it", () => {
    for (const host of ["127.0.0.1", "127.1.2.3", "localhost", "::1"])
      expect(() => mustBeGuarded({ host })).not.toThrow();
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "127.0.0.1.example.org", "1270.0.0.1"])
      expect(() => mustBeGuarded({ host }), host).toThrow(InputError);
    expect(() => mustBeGuarded({ host: "127.0.0.1", behindProxy: true })).toThrow(InputError);
    expect(() => mustBeGuarded({ host: "0.0.0.0", tokens: "tokens.json" })).not.toThrow();
  });
});

describe("the name a server is asked under", () => {
  it("is one of this machine's, or one it was given", () => {
    const rule = hostRule("127.0.0.1", false, ["Yards.example.org"]);
    for (const host of ["127.0.0.1:8477", "localhost", "LOCALHOST:1", "[::1]:8477", "yards.example.org"])
      expect(() => mustBeKnownHost(rule, host), host).not.toThrow();
    for (const host of [
      undefined,
      "",
      "evil.example",
      "127.0.0.1.evil.example",
      "localhost.evil.example:8477",
      "127.0.0.2",
      "a b",
      "localhost:99999999",
      "localhost@evil.example",
    ])
      expect(() => mustBeKnownHost(rule, host), host).toThrow(/not asked under that name/);
  });

  it("may be any where every request needs a token, but is a name", () => {
    const rule = hostRule("0.0.0.0", true, []);
    expect(() => mustBeKnownHost(rule, "anything.example:80")).not.toThrow();
    expect(() => mustBeKnownHost(rule, "a/b")).toThrow();
    expect(() => mustBeKnownHost(hostRule("0.0.0.0", true, ["a.example"]), "b.example")).toThrow();
  });
});

describe("a request of another site", () => {
  const origin = "http://127.0.0.1:8477";
  const of =
    (method: string, headers: Record<string, string>, isStream = false) =>
    () =>
      mustBeOwnSite({ method, headers, origin, isStream });
  const json = { "content-type": "application/json" };

  it("is turned away, whatever it wants to do", () => {
    for (const site of ["cross-site", "same-site", "something-new"]) {
      expect(of("POST", { ...json, "sec-fetch-site": site })).toThrow(/another site/);
      expect(of("GET", { "sec-fetch-site": site, "sec-fetch-mode": "cors" })).toThrow(/another site/);
      expect(
        of("GET", { "sec-fetch-site": site, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" }),
      ).toThrow();
      expect(
        of("GET", { "sec-fetch-site": site, "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }),
      ).toThrow();
    }
    for (const from of ["http://evil.example", "null", "https://127.0.0.1:8477", "http://127.0.0.1:8478", ""])
      expect(of("POST", { ...json, origin: from }), from).toThrow(/another origin/);
  });

  it("is let in where a link was followed, and where it is no browser's", () => {
    const followed = {
      "sec-fetch-site": "cross-site",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    expect(of("GET", followed)).not.toThrow();
    expect(of("POST", { ...json, ...followed })).toThrow();
    expect(of("POST", json)).not.toThrow();
    expect(of("POST", { ...json, origin, "sec-fetch-site": "same-origin" })).not.toThrow();
    expect(of("GET", { "sec-fetch-site": "none" })).not.toThrow();
  });

  it("cannot be a form", () => {
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
      "",
      "application/jsonx",
      "application/octet-stream",
    ])
      expect(of("POST", { "content-type": type }), type).toThrow(/application\/json/);
    expect(of("POST", {})).toThrow(/application\/json/);
    expect(of("POST", { "content-type": "application/octet-stream" }, true)).not.toThrow();
    expect(of("POST", json, true)).toThrow(/octet-stream/);
  });
});

describe("tokens", () => {
  it("are kept as hashes in a file that only its owner reads, and open what they say", () => {
    const path = tokenFile();
    const ana = addToken(path, "Ana", "analyst");
    const vic = addToken(path, "Vic", "viewer");
    expect(readFileSync(path, "utf8")).not.toContain(ana.token);
    expect(statSync(path).mode & 0o077).toBe(0);
    const tokens = openTokens(path, () => 0);
    expect(tokens.holderOf(ana.token)).toMatchObject({ name: "Ana", role: "analyst" });
    expect(tokens.holderOf(vic.token)).toMatchObject({ name: "Vic", role: "viewer" });
    for (const wrong of [
      "",
      "yw_",
      ana.token.slice(0, -1),
      `${ana.token}x`,
      ana.token.toLowerCase(),
      "x".repeat(10_000),
    ])
      expect(tokens.holderOf(wrong)).toBeNull();
  });

  it("end with their line in the file, and the sessions with them", () => {
    const path = tokenFile();
    const { token } = addToken(path, "Ana", "owner");
    let now = 0;
    const tokens = openTokens(path, () => now);
    const sessions = openSessions(tokens, () => now);
    const holder = tokens.holderOf(token);
    if (holder === null) throw new Error("not let in");
    const cookie = sessions.begin(holder);
    expect(sessions.holderOf(cookie)).toMatchObject({ name: "Ana" });
    expect(sessions.holderOf(`${cookie}x`)).toBeNull();
    writeFileSync(path, '{"tokens": []}');
    utimesSync(path, new Date(), new Date(Date.now() + 5000));
    now += 10_000;
    expect(tokens.holderOf(token)).toBeNull();
    expect(sessions.holderOf(cookie)).toBeNull();
  });

  it("of a file that is none are refused with what is wrong", () => {
    const path = tokenFile();
    expect(() => openTokens(path, () => 0)).toThrow(/--new-token/);
    for (const bad of [
      "{",
      "[]",
      '{"tokens":[{"name":"A","role":"god","sha256":"00"}]}',
      '{"tokens":[{"name":"","role":"owner","sha256":"00"}]}',
      '{"tokens":[{"name":"A","role":"owner","sha256":"00"}]}',
    ]) {
      writeFileSync(path, bad);
      expect(() => openTokens(path, () => 0), bad).toThrow(InputError);
    }
    expect(() => addToken(tokenFile(), "A", "god")).toThrow(InputError);
  });

  it("become a cookie that scripts cannot read and other sites cannot send", () => {
    expect(cookieHeader("abc", true)).toBe(
      `yardwatch=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=${longestSeconds}; Secure`,
    );
    expect(cookieHeader("abc", false)).not.toContain("Secure");
    expect(cookieIn("a=1; yardwatch=abc-_; b=2")).toBe("abc-_");
    for (const none of [undefined, "", "yardwatchx=1", "yardwatch=<script>", "x=yardwatch=1"])
      expect(cookieIn(none), none).toBeNull();
  });

  it("sessions end by the clock and by hand", () => {
    const path = tokenFile();
    const { token } = addToken(path, "Ana", "owner");
    let now = 0;
    const tokens = openTokens(path, () => now);
    const sessions = openSessions(tokens, () => now);
    const holder = tokens.holderOf(token);
    if (holder === null) throw new Error("not let in");
    const [first, second] = [sessions.begin(holder), sessions.begin(holder)];
    sessions.end(first);
    expect([sessions.holderOf(first), sessions.holderOf(second)?.name]).toEqual([null, "Ana"]);
    now = longestSeconds * 1000;
    expect(sessions.holderOf(second)).toBeNull();
  });
});

describe("rates", () => {
  it("let a burst through, then so many a second, for each client by itself", () => {
    let now = 0;
    const rates = openRates({ burst: 5, perSecond: 2 }, () => now);
    const taken = (client: string): number => {
      for (let i = 0; ; i++)
        try {
          rates.take(client, 1);
        } catch {
          return i;
        }
    };
    expect(taken("a")).toBe(5);
    expect(taken("b")).toBe(5);
    expect(() => rates.take("a", 3)).toThrow(
      expect.objectContaining({ statusCode: 429, retryAfterSeconds: 2 }),
    );
    now = 1000;
    expect(taken("a")).toBe(2);
    now = 60_000;
    expect(taken("a")).toBe(5);
  });

  it("remember a bounded number of clients", () => {
    const rates = openRates({ burst: 1, perSecond: 1 }, () => 0);
    for (let i = 0; i < 20_000; i++) rates.take(`client ${i}`, 1);
    expect(rates.size()).toBe(10_000);
  });
});

describe("shares of the one thread", () => {
  it("are kept while several clients ask, and not for one that is alone", () => {
    let now = 0;
    const shares = openShares(() => now);
    const work = (client: string, times: number): number => {
      for (let i = 0; i < times; i++)
        try {
          shares.admit(client);
          shares.spent(client, 10);
        } catch {
          return i;
        }
      return times;
    };
    expect(work("flood", 10_000)).toBe(10_000);
    // Another comes: the flood has nothing left, the other has all of its own.
    expect(work("analyst", 100)).toBe(100);
    expect(work("flood", 10)).toBe(0);
    expect(() => shares.admit("flood")).toThrow(expect.objectContaining({ statusCode: 429 }));
    // A debt is bounded, and paid by waiting.
    now += 9_000;
    expect(work("analyst", 1)).toBe(1);
    expect(work("flood", 1000)).toBeGreaterThan(10);
    // The other has gone: nothing is kept for nobody.
    now += 20_000;
    expect(work("flood", 10_000)).toBe(10_000);
  });
});

describe("the log", () => {
  it("is lines of JSON, cut and counted when there are too many", () => {
    const lines: string[] = [];
    let clock = 5000;
    const journal = openJournal(
      (line) => lines.push(line),
      () => new Date(0),
      () => clock,
    );
    for (let i = 0; i < 10_000; i++)
      journal.tell("warn", { route: "x".repeat(10_000) }, "Request:Ask:Refused");
    expect(lines).toHaveLength(20);
    for (const line of lines) expect(line.length).toBeLessThan(1000);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", message: "Request:Ask:Refused" });
    clock = 6000;
    journal.tell("info", {}, "Request:Write:Done");
    expect(lines.at(-2)).toContain('"lines":9980');
  });
});

describe("the name that a browser gives, where no tokens are asked for,", () => {
  it("is cut between two characters, and is none where it cannot be read", () => {
    const named = (given: string): string =>
      openDoors(undefined, () => 0).personOf({ headers: { "x-yardwatch-by": given } } as never)?.name ?? "";
    expect(named(encodeURIComponent(" 두만강 "))).toBe("두만강");
    expect(named(encodeURIComponent(`${"a".repeat(199)}🚢`))).toBe("a".repeat(199));
    expect(named(encodeURIComponent(`${"a".repeat(198)}🚢 and more`))).toBe(`${"a".repeat(198)}🚢`);
    expect(named("%ed%a0%80")).toBe("");
  });
});

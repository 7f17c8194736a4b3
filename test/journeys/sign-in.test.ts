import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { addToken } from "../../src/apps/server/guard/tokens.ts";
import { startServer } from "../../src/apps/server/start.ts";
import { seriousFindings } from "../workbench/accessible.ts";
import { inBrowser, openBrowser, openPage } from "../workbench/browser.ts";
import { demoCase } from "../workbench/demo-case.ts";

inBrowser(
  "who has a token signs in by the keyboard and works under its name; who has none sees nothing",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "yardwatch-sign-in-"));
    cpSync(await demoCase(), join(folder, "case"), { recursive: true });
    const file = join(folder, "tokens.json");
    const { token } = addToken(file, "Ana Lyst", "viewer");
    const lines: string[] = [];
    const server = await startServer({
      folder: join(folder, "case"),
      web: process.env["YARDWATCH_WEB"],
      host: "127.0.0.1",
      port: 0,
      now: () => new Date(),
      log: (line) => void lines.push(line),
      guard: { tokens: file },
    });
    const browser = await openBrowser();
    try {
      const { page, complaints, close } = await openPage(browser, { analyst: "somebody else" });
      await page.goto(server.url);
      await page.getByLabel("Token").waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.locator("body").innerText()).not.toMatch(/tumangang/i);
      // The field has the focus already.
      await page.keyboard.type("yw_wrong");
      await page.keyboard.press("Enter");
      await page.getByText("Nobody has this token.").waitFor();
      await page.getByLabel("Token").fill(token);
      await page.keyboard.press("Enter");
      await page
        .getByRole("link", { name: /Tumangang/ })
        .first()
        .waitFor();
      const who = await page.evaluate<string>("localStorage.getItem('yardwatch.analyst')");
      expect(who).toBe("Ana Lyst");
      expect(await page.evaluate<string>("document.cookie")).toBe("");
      await page.getByText("Ana Lyst,").waitFor();
      await page.getByRole("button", { name: "sign out" }).click();
      await page.getByLabel("Token").waitFor();
      expect(complaints.filter((text) => !/status of 401/.test(text))).toEqual([]);
      await close();
      // Neither the log nor the file of tokens has it.
      expect(lines.join("\n")).not.toContain(token);
      expect(readFileSync(file, "utf8")).not.toContain(token);
    } finally {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

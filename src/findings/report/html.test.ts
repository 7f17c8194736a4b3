import { describe, expect, it } from "vitest";
import { html, linkOut } from "./html.ts";

describe("html", () => {
  it("escapes what is put into it, in content and in attributes, and only once", () => {
    expect(html`<a title="${`"'\``}">${"<b>&"}</a>`.text).toBe(
      '<a title="&quot;&#39;&#96;">&lt;b&gt;&amp;</a>',
    );
    expect(html`${html`<i>${"<"}</i>`}`.text).toBe("<i>&lt;</i>");
  });

  it("leaves nothing behind for what is not there, and keeps zero", () => {
    expect(html`${null}${undefined}${false}${0}${[1, "a"]}`.text).toBe("01a");
  });

  it("takes nothing for HTML that only looks like it", () => {
    const forged = { text: "<b>" } as unknown as string;
    expect(html`${forged}`.text).not.toContain("<b>");
  });

  it("shows marks that turn the direction of writing as what they are", () => {
    expect(html`${"a\u202eb\u0000"}`.text).toBe("a\ufffdb\ufffd");
  });

  it("links to the web alone", () => {
    expect(linkOut("https://example.org/?a=1&b=2", "x").text).toBe(
      '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer nofollow">x</a>',
    );
    expect(linkOut("javascript:alert(1)", "x").text).toBe("x");
  });
});

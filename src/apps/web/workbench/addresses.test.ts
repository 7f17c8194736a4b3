import { expect, it } from "vitest";
import { ofLook, ofSite } from "./addresses.ts";

it("ids stand in an address as one part, and what is asked of them behind it", () => {
  expect(ofLook("yard.2023/1")).toBe("/api/looks/yard.2023%2F1");
  expect(ofLook("yard.2023", "?kind=ship")).toBe("/api/looks/yard.2023?kind=ship");
  expect(ofLook("yard.2023", "marks?pass=1")).toBe("/api/looks/yard.2023/marks?pass=1");
  expect(ofSite("a b", "areas")).toBe("/api/sites/a%20b/areas");
});

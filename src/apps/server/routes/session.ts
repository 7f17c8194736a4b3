import { Type } from "typebox";
import { getSession, postSession, postSessionEnd } from "../handlers/session.ts";
import type { Route } from "../route.ts";
import { text } from "./request-shapes.ts";

/** Who asks. */
export const sessionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/api/session",
    role: "viewer",
    open: true,
    summary: "whether this server asks for tokens, and who asks",
    handle: getSession,
  },
  {
    method: "POST",
    path: "/api/session",
    role: "viewer",
    open: true,
    cost: 10,
    summary: "sign a browser in with a token",
    schema: { body: Type.Object({ token: text(200) }) },
    bodyLimit: 4096,
    handle: postSession,
  },
  {
    method: "POST",
    path: "/api/session/end",
    role: "viewer",
    open: true,
    summary: "sign a browser out",
    handle: postSessionEnd,
  },
];

import { guardsOf } from "../guard/guards.ts";
import { cookieHeader } from "../guard/sessions.ts";
import type { Asked, Person } from "../route.ts";

/** Whether this server asks for tokens, and who asks; null: nobody that it knows. */
export interface SessionState {
  readonly needsToken: boolean;
  readonly who: Person | null;
}

export function getSession({ reply, who }: Asked): SessionState {
  const { needTokens } = guardsOf(reply.request).doors;
  return { needsToken: needTokens, who: needTokens && who.name === "" ? null : who };
}

/** Lets a browser in for half a day, by a cookie that scripts cannot read and other sites cannot make it send. */
export function postSession({ reply, body }: Asked): SessionState {
  const { request } = reply;
  const { cookie, who } = guardsOf(request).doors.signIn(
    (body as { readonly token: string }).token,
    request.ip,
  );
  reply.header("set-cookie", cookieHeader(cookie, request.protocol === "https"));
  return { needsToken: true, who };
}

export function postSessionEnd({ reply }: Asked): { readonly ended: true } {
  guardsOf(reply.request).doors.signOut(reply.request);
  reply.header("set-cookie", cookieHeader("", reply.request.protocol === "https"));
  return { ended: true };
}

/** The server's address of what it has of a look; of the look itself where nothing is named. */
export const ofLook = (look: string, what = ""): string => at("looks", look, what);

/** The server's address of what it has of a site. */
export const ofSite = (site: string, what = ""): string => at("sites", site, what);

const at = (kind: string, id: string, what: string): string =>
  `/api/${kind}/${encodeURIComponent(id)}${what === "" || what.startsWith("?") ? "" : "/"}${what}`;

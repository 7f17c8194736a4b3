/**
 * Makes ids of areas from names: their Latin letters and digits, with -2, -3 and so on when an id is taken. Each id is given once.
 */
export function areaIds(taken: Iterable<string>): (name: string) => string {
  const given = new Set(taken);
  const next = new Map<string, number>();
  return (name) => {
    const slug = slugOf(name);
    let id = slug;
    // The count goes on where the last one stopped, since many names may be the same.
    for (let n = next.get(slug) ?? 2; given.has(id); n++) {
      id = `${slug}-${n}`;
      next.set(slug, n + 1);
    }
    given.add(id);
    return id;
  };
}

function slugOf(name: string): string {
  const letters = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = letters.split(/[^a-z0-9]+/).filter((word) => word !== "");
  return words.join("-").slice(0, 70).replace(/-$/, "") || "area";
}

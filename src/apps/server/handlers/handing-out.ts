/** A Content-Disposition with a file's name, in the form that every browser reads and in the one that keeps all letters (RFC 6266). */
export function disposition(how: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\w.-]+/g, "_").slice(0, 150);
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain === "" ? "file" : plain}"; filename*=UTF-8''${full}`;
}

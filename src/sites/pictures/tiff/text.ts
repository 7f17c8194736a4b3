/**
 * A text field: bytes up to the first zero, as UTF-8, or one character a byte where they are no UTF-8 (older writers used Latin-1).
 */
export function textOf(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  const used = zero === -1 ? bytes : bytes.subarray(0, zero);
  return utf8(used) ?? oneByteEach(used);
}

function oneByteEach(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 4096)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 4096, bytes.length)));
  return text;
}

/** null when the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string | null {
  const parts: string[] = [];
  let i = 0;
  while (i < bytes.length) {
    const first = bytes[i] ?? 0;
    const more = first < 0x80 ? 0 : first >> 5 === 6 ? 1 : first >> 4 === 14 ? 2 : first >> 3 === 30 ? 3 : -1;
    if (more === -1 || i + more >= bytes.length) return null;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0;
      if (next >> 6 !== 2) return null;
      code = (code << 6) | (next & 0x3f);
    }
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return null;
    if (code < ([0, 0x80, 0x800, 0x10000][more] ?? 0)) return null;
    parts.push(String.fromCodePoint(code));
    i += more + 1;
  }
  return parts.join("");
}

/** One item of GDAL's metadata, which stands as XML in a tag. */
export interface MetadataItem {
  readonly name: string;
  readonly value: string;
  /** The band that it is about, from 0; null when it is about the picture. */
  readonly band: number | null;
  /** "description", "scale", "offset", "colorinterp" …; empty for plain items. */
  readonly role: string;
  /** GDAL's domain, empty for the plain one. */
  readonly domain: string;
}

/** Items that are read from one file. */
const mostItems = 2000;

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (all, decimal, hex, name) => {
    if (typeof name === "string") return entities[name] ?? all;
    const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** The items of a GDAL_METADATA tag (`<GDALMetadata><Item name="…" sample="0" role="…">…</Item></GDALMetadata>`). What is no item is passed over. */
export function metadataItems(xml: string): MetadataItem[] {
  const items: MetadataItem[] = [];
  for (const match of xml.matchAll(/<Item\s([^<>]{1,1000})>([^<]*)<\/Item>/g)) {
    if (items.length >= mostItems) break;
    const attributes = new Map<string, string>();
    for (const [, key = "", value = ""] of (match[1] ?? "").matchAll(/([a-z]+)="([^"]*)"/g))
      attributes.set(key, plain(value));
    const sample = Number(attributes.get("sample") ?? Number.NaN);
    items.push({
      name: attributes.get("name") ?? "",
      // GDAL escapes values twice.
      value: plain(plain(match[2] ?? "")),
      band: Number.isInteger(sample) && sample >= 0 ? sample : null,
      role: attributes.get("role") ?? "",
      domain: attributes.get("domain") ?? "",
    });
  }
  return items;
}

/**
 * Public catalogues that need no configuration, in the format of `catalogues.json`. Names of collections and assets, and what needs an
 * account, are from the suppliers' documentation and public code; see docs/guide/pictures-from-catalogues.md.
 */
export const builtInCatalogues = {
  "earth-search": {
    kind: "stac-api",
    address: "https://earth-search.aws.element84.com/v1",
    collections: {
      "sentinel-2-l2a": {
        assets: ["blue", "green", "red", "nir"],
        mask: { key: "scl", kind: "scl" },
        licence: {
          name: "Copernicus Sentinel data terms",
          address: "https://sentinel.esa.int/documents/247904/690755/Sentinel_Data_Legal_Notice",
        },
      },
      "sentinel-1-grd": {
        assets: [
          { key: "vv", bands: ["vv"] },
          { key: "vh", bands: ["vh"] },
        ],
        licence: {
          name: "Copernicus Sentinel data terms",
          address: "https://sentinel.esa.int/documents/247904/690755/Sentinel_Data_Legal_Notice",
        },
        notFetchable:
          "the files lie in a store that charges the reader (s3, requester pays) and needs an account; Planetary Computer has the same pictures",
      },
      naip: {
        assets: [{ key: "image", bands: ["red", "green", "blue", "near-infrared"] }],
        licence: { name: "public domain (USDA)" },
        dayOnly: true,
        notFetchable:
          "the files lie in a store that charges the reader (s3, requester pays) and needs an account; Planetary Computer has the same pictures",
      },
    },
  },
  "planetary-computer": {
    kind: "stac-api",
    address: "https://planetarycomputer.microsoft.com/api/stac/v1",
    sign: "https://planetarycomputer.microsoft.com/api/sas/v1/sign?href={href}",
    key: { header: "Ocp-Apim-Subscription-Key", variable: "YARDWATCH_PLANETARY_COMPUTER_KEY" },
    collections: {
      "sentinel-2-l2a": {
        assets: [
          { key: "B02", bands: ["blue"] },
          { key: "B03", bands: ["green"] },
          { key: "B04", bands: ["red"] },
          { key: "B08", bands: ["near-infrared"] },
        ],
        mask: { key: "SCL", kind: "scl" },
        licence: {
          name: "Copernicus Sentinel data terms",
          address: "https://sentinel.esa.int/documents/247904/690755/Sentinel_Data_Legal_Notice",
        },
      },
      "sentinel-1-rtc": {
        assets: [
          { key: "vv", bands: ["vv"] },
          { key: "vh", bands: ["vh"] },
        ],
      },
      "sentinel-1-grd": {
        assets: [
          { key: "vv", bands: ["vv"] },
          { key: "vh", bands: ["vh"] },
        ],
        licence: {
          name: "Copernicus Sentinel data terms",
          address: "https://sentinel.esa.int/documents/247904/690755/Sentinel_Data_Legal_Notice",
        },
      },
      naip: {
        assets: [{ key: "image", bands: ["red", "green", "blue", "near-infrared"] }],
        licence: { name: "public domain (USDA)" },
        dayOnly: true,
      },
    },
  },
} as const;

/** Where ships are hidden and sought: west, south, east, north in degrees. Harbours are full of ships that lie side by side; open waters are not. */
export interface Region {
  readonly name: string;
  readonly kind: "harbour" | "open";
  readonly box: readonly [west: number, south: number, east: number, north: number];
}

export const regions: readonly Region[] = [
  { name: "Houston", kind: "harbour", box: [-95.3, 29.2, -94.5, 29.8] },
  { name: "Los Angeles", kind: "harbour", box: [-118.5, 33.5, -117.9, 33.85] },
  { name: "New York", kind: "harbour", box: [-74.25, 40.4, -73.7, 40.9] },
  { name: "New Orleans", kind: "harbour", box: [-90.6, 29.6, -89.6, 30.2] },
  { name: "Seattle", kind: "harbour", box: [-122.8, 47.2, -122.2, 48.1] },
  { name: "Norfolk", kind: "harbour", box: [-76.5, 36.7, -75.8, 37.3] },
  { name: "Gulf off Louisiana", kind: "open", box: [-93.5, 27.5, -89.5, 28.8] },
  { name: "Gulf off Texas", kind: "open", box: [-95, 27.5, -93.5, 29.1] },
  { name: "Florida Strait", kind: "open", box: [-79.95, 25, -79, 27.5] },
  { name: "off New Jersey", kind: "open", box: [-73.8, 38.5, -71.5, 40.3] },
  { name: "off Carolina", kind: "open", box: [-79, 30.5, -76, 33.3] },
  { name: "Santa Barbara Channel", kind: "open", box: [-121, 33.3, -119.4, 34.3] },
  { name: "off Washington", kind: "open", box: [-127, 45, -124.2, 48.4] },
];

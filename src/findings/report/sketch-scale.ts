/** Metres of a degree at a latitude, on the WGS 84 ellipsoid (series of NIMA TR8350.2); good to a metre in a hundred kilometres. */
export function metresPerDegree(latitude: number): { readonly longitude: number; readonly latitude: number } {
  const phi = (latitude * Math.PI) / 180;
  return {
    latitude: 111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
    longitude: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  };
}

/** What is known of how a sensor stood. Degrees. */
export interface StatedView {
  /** From the ground to the sensor, clockwise from north. */
  readonly azimuthDegrees: number | null;
  readonly offNadirDegrees: number | null;
  readonly incidenceDegrees: number | null;
}

/** Beyond it neither angle is believed: things would lean by more than their height. */
const mostDegrees = 45;
/** Nearer to the vertical things lean by less than 4 cm a metre, whatever the direction. */
const uprightDegrees = 2;

/**
 * Where the sensor stood, for how far things lean in the picture: by the tangent of the incidence angle at the ground, and by that of the off-nadir angle, which is smaller
 * by up to an eighth for satellites, where no incidence angle is stated. Some catalogues give the sensor's elevation as the incidence angle (as the example of
 * STAC's own view extension did): where the off-nadir angle shows that, the other angle is meant. null: not known, or not believed.
 */
export function leanOfView({
  azimuthDegrees,
  offNadirDegrees,
  incidenceDegrees,
}: StatedView): { readonly azimuthDegrees: number; readonly offNadirDegrees: number } | null {
  const degrees = angleAtGround(offNadirDegrees, incidenceDegrees);
  if (degrees === null || degrees > mostDegrees) return null;
  if (azimuthDegrees === null)
    return degrees <= uprightDegrees ? { azimuthDegrees: 0, offNadirDegrees: 0 } : null;
  return { azimuthDegrees, offNadirDegrees: degrees };
}

function angleAtGround(offNadir: number | null, incidence: number | null): number | null {
  if (offNadir === null || incidence === null) return incidence ?? offNadir;
  const fits = (angle: number): boolean => angle >= offNadir - 1 && angle <= 1.25 * offNadir + 3;
  if (fits(incidence)) return incidence;
  return fits(90 - incidence) ? 90 - incidence : offNadir;
}

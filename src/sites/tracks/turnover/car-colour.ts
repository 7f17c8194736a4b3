/**
 * The colour of one car's body in one picture. Values are relative to the picture: (value - median) / spread, both taken over all strips of the
 * picture and for each band apart, so that most of what sun, haze and gain do to a whole picture falls out. Grey pictures give one value thrice.
 */
export interface CarColour {
  /** Mean over the pixels of the body: red, green, blue. */
  readonly mean: readonly [red: number, green: number, blue: number];
  /** Standard deviation of the pixels inside the body, the mean of the bands. */
  readonly spread: number;
}

/** Brightness and two differences of colour: light moves the first far more than the others. A grey picture has the first alone. */
export type Tone = readonly [brightness: number, redness: number | null, blueness: number | null];

export function toneOf({ mean: [red, green, blue] }: CarColour): Tone {
  const grey = red === green && blue === green;
  return [(red + green + blue) / 3, grey ? null : red - green, grey ? null : blue - green];
}

/** What a grey picture would have kept of a tone. */
export const inGrey = ([brightness]: Tone): Tone => [brightness, null, null];

/**
 * Standard deviations of the tone of one and the same car from picture to picture, in spreads of the picture: light, view, haze and noise.
 * Measured on simulated yards taken twice with other sun, view and haze (docs/method/turnover.md); real pictures may scatter more.
 */
export const toneSd = [0.6, 0.18, 0.18] as const;

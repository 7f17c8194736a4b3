/** The words of the field as the workbench uses them; shown where they appear, and together in the glossary. */
export const terms = {
  site: "A place under watch, such as a rail facility or a port.",
  area: "A part of a site with an outline, or a centre line for a track, that holds from one day to another. Counts made under an old outline keep it.",
  track: "A railway track, by its centre line. Cars are counted along it.",
  look: "One attempt to see a site at one time. It ends as counted, partial, not seen or failed. A cloudy day is a look.",
  counted: "A figure was established. Zero is a figure.",
  partial: "Something was seen, and the figure is a lower bound or missing.",
  "not seen":
    "Nothing of the area could be seen: cloud, darkness, or the picture ends before it. It says nothing of what stood there.",
  failed: "The attempt itself broke: a damaged file, a missing part.",
  mark: "One thing seen in a picture: what kind, where, how many it stands for, its cover, who or what made it, and how sure.",
  count: "How many of a kind in an area at a look: low, best and high, with the rule it was counted by.",
  interval: "Low to high: the range that holds the true number in 9 of 10 cases.",
  history: "The comparable counts of an area, and the breaks in how they were measured.",
  break:
    "A change of how a series was measured: another sensor, another detector, another outline. Counts across a break are not compared.",
  record: "A count above all usable, comparable looks before it, by a defined test.",
  unprecedented:
    "A record that would also be unlikely under the history before it, with enough looks behind it.",
  "cannot tell":
    "Too few looks, not comparable, or only a published maximum with no number of looks behind it.",
  comparable: "Counted of the same kind, in the same outline, by the same means, with about the same detail.",
  "days blind": "Days since the last usable look. What stood there on those days is not known.",
  usable:
    "Clear, sharp and steep enough to rely on for a kind of object, by stated rules or by an analyst's word with a reason.",
  clarity:
    "What share of an area shows clearly, and what hides the rest: cloud, shadow, haze, snow, darkness.",
  "sample distance":
    "Metres of ground to a pixel. What the pixels really carry may be coarser than what the file states.",
  "off nadir":
    "How far the camera looked from straight down. Steep views hide what stands behind buildings and trains.",
  "line-up": "The measured shift that lays a picture on the site's reference picture.",
  stretch: "Which pixel values are shown as black and as white.",
  cover:
    "What can be seen of a load: open and empty, open and loaded, under a tarp, a closed car, or cannot tell. What lies under a tarp is not seen.",
  "blind count": "A count by somebody who has not seen anybody else's marks of that picture.",
  review: "A pass in which a person accepts, rejects and corrects the machine's marks.",
  claim: "What somebody said: who, of what, how many, where, when, citing whom.",
  finding: "What can be said, in sentences whose every number is bound to its record.",
  drifted:
    "A sentence prints a number that its record no longer gives. The report does not build until that is settled.",
  trail: "How a value was made: inputs by hash, program version, model, settings.",
  evidence: "Files kept in the case under the hash of their content.",
  likelihood:
    "How probable something is, in words with stated bands. Confidence is another matter and is stated apart.",
  confidence: "How good the basis of a judgement is, not how probable it is.",
  onset: "The days between which a rise began: after the last look without it, by the first look with it.",
} as const satisfies Record<string, string>;

export type TermName = keyof typeof terms;
export const termNames = Object.keys(terms).sort() as readonly TermName[];

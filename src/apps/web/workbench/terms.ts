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
    "Too little is known to say. Of a record: too few looks, none comparable, or only a published maximum with no number of looks behind it. Of a sighting: rivals that cannot be told apart, or no reception to judge a silence by.",
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
  sighting:
    "A vessel seen in a picture, with its time, its place and how far both may be off. It may or may not match a position report.",
  matched:
    "The sighting is a ship of the reports, more probable than every rival together, and not by chance alone.",
  dark: "A ship was seen, none of the reports can be it, and its transponder would have been heard there and then. Without that last part it is no dark ship.",
  "report without ship":
    "Reports put a ship where a picture shows none that it should have shown: a false position, or another ship's number.",
  "fixed object": "What was seen stands there always: a platform, a wind turbine, a berth.",
  "no verdict yet": "The sighting was not yet held against the position reports.",
  rival:
    "Everything that a sighting may be: each ship that could have been there, a ship without reports, a fixed object. Their probabilities add up to one.",
  reception:
    "How well ships are heard somewhere and at some time, estimated from the reports themselves. Where nobody was heard, silence says nothing.",
  silence:
    "A stretch without a report between two of one ship. What the ship did in it is not known: it is drawn as dashes and is no way.",
  gap: "A silence of six hours or more. It becomes a disabling of the transponder only where and when other ships were heard.",
  flag: "What speaks against a report: a jump, an impossible speed, a place on land, a shared identity. Flagged reports stay.",
  segment:
    "A part of one identity's reports that one ship can have sailed. Two ships under one number are two segments.",
  visit:
    "A stretch in which a ship was inside the reach of a port or an area, with the ways in and out that were heard.",
  meeting: "Two ships close together at low speed for hours, away from ports.",
  loitering: "A ship that went slowly for long, away from ports.",
  identity: "What a ship says it is: number, name, call sign. It can change, and two ships can use one.",
  "watch list": "A list of vessels under sanctions or of the analyst's own, as published on a day.",
  "round trip": "Away from where loads are landed, at where they are taken on, and back.",
  least: "The fewest trips that all of the evidence allows: a schedule exists that makes no more.",
  most: "The most trips that all of the evidence allows, given the ships' greatest speed and least stays; it grows with every day that nobody saw.",
  witness: "A sighting, a heard visit or a statement that a schedule has to account for.",
  "days nobody saw":
    "Days of which the record holds no look and no word. Nothing can be said of them, and they widen every bound.",
  chain: "The way of a load from port to depot, leg by leg, each with what it rests on.",
  "weakest link": "The leg of a chain that is held worst: the whole is held no better.",
  onset: "The days between which a rise began: after the last look without it, by the first look with it.",
} as const satisfies Record<string, string>;

export type TermName = keyof typeof terms;
export const termNames = Object.keys(terms).sort() as readonly TermName[];

/** A labelled text over as many lines as it needs, the later ones indented to the text. */
export function wrapped(label: string, text: string, width: number): string[] {
  const room = Math.max(40, width - label.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((l, i) => (i === 0 ? label : " ".repeat(label.length)) + l);
}

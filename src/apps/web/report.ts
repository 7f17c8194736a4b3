// Put into reports as it is, without its types: it imports nothing, exports nothing, and a report reads in full without it.

/** Filters the table of looks by outcome, kind and text, with controls that exist only where this runs. */
function addFilter(place: HTMLElement, rows: readonly HTMLTableRowElement[]): void {
  const choice = (label: string, values: readonly string[]): HTMLSelectElement => {
    const select = document.createElement("select");
    select.append(new Option("all", ""), ...values.map((v) => new Option(v.replace("-", " "), v)));
    labelled(label, select);
    return select;
  };
  const labelled = (text: string, control: HTMLElement): void => {
    const label = document.createElement("label");
    label.append(text, control);
    place.append(label);
  };
  const valuesOf = (name: string): string[] => [...new Set(rows.map((r) => r.dataset[name] ?? ""))].sort();
  const outcome = choice("Outcome", valuesOf("outcome"));
  const kind = choice("Kind", valuesOf("kind"));
  const words = document.createElement("input");
  words.type = "search";
  labelled("Text", words);
  const shown = document.createElement("output");
  shown.setAttribute("aria-live", "polite");
  place.append(shown);
  const texts = rows.map((r) => (r.textContent ?? "").toLowerCase());
  const apply = (): void => {
    const sought = words.value.trim().toLowerCase();
    let number = 0;
    for (const [i, row] of rows.entries()) {
      const fits =
        (outcome.value === "" || row.dataset["outcome"] === outcome.value) &&
        (kind.value === "" || row.dataset["kind"] === kind.value) &&
        (sought === "" || (texts[i] ?? "").includes(sought));
      row.hidden = !fits;
      if (fits) number++;
    }
    shown.textContent = `${number} of ${rows.length} observations`;
  };
  for (const control of [outcome, kind, words]) control.addEventListener("input", apply);
  // A link that leads to a row must find it, whatever the filter says.
  const reveal = (): void => {
    const row = document.getElementById(location.hash.slice(1))?.closest("tr");
    if (!row?.hidden) return;
    outcome.value = kind.value = words.value = "";
    apply();
    row.scrollIntoView({ block: "center" });
  };
  window.addEventListener("hashchange", reveal);
  apply();
}

/** Shows the title of a point of a drawing at once, on hovering as on focus; the title itself becomes its label. */
function addTooltips(points: readonly SVGElement[]): void {
  const box = document.createElement("div");
  box.className = "tooltip";
  box.hidden = true;
  box.setAttribute("role", "tooltip");
  document.body.append(box);
  const hide = (): void => {
    box.hidden = true;
  };
  let moveWithFocus = hide;
  for (const point of points) {
    const title = point.querySelector("title");
    const text = title?.textContent ?? "";
    if (text === "") continue;
    title?.remove();
    point.setAttribute("aria-label", text);
    const show = (): void => {
      const around = point.getBoundingClientRect();
      box.textContent = text;
      box.hidden = false;
      const width = box.offsetWidth;
      const left = Math.min(
        Math.max(8, around.left + around.width / 2 - width / 2),
        window.innerWidth - width - 8,
      );
      const above = around.top - box.offsetHeight - 8;
      box.style.left = `${left}px`;
      box.style.top = `${above > 8 ? above : Math.min(around.bottom + 8, window.innerHeight - box.offsetHeight - 8)}px`;
    };
    point.addEventListener("mouseenter", show);
    point.addEventListener("focus", () => {
      moveWithFocus = show;
      show();
    });
    point.addEventListener("mouseleave", hide);
    point.addEventListener("blur", () => {
      moveWithFocus = hide;
      hide();
    });
  }
  // Focus scrolls the page to its point: the box must come along. One that a pointer opened goes.
  window.addEventListener("scroll", () => (box.hidden ? undefined : moveWithFocus()), { passive: true });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

{
  const place = document.getElementById("looks-filter");
  if (place !== null)
    addFilter(place, [...document.querySelectorAll<HTMLTableRowElement>("table.looks tbody tr")]);
  addTooltips([...document.querySelectorAll<SVGElement>("svg a.point, svg g.event")]);
}

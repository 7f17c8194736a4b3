/** Drawings: shapes and hatches carry the meaning, colour only helps. */
export const chartStyle = `
figure{margin:1rem 0}
figcaption{font-size:.86rem;color:var(--soft);max-width:84ch;margin-top:.4rem}
svg{display:block;width:100%;height:auto;overflow:visible}
svg.icon{display:inline-block;width:1.15rem;height:1.15rem}
svg text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Arial,"Liberation Sans","DejaVu Sans",sans-serif;fill:var(--ink);font-size:11px}
.drawing .slim{display:none}
@media (max-width:700px){.drawing .slim{display:block}.drawing .broad{display:none}.single .drawing{overflow-x:auto}.single .drawing .broad{display:block;min-width:46rem}}
.grid{stroke:var(--rule);stroke-width:1;fill:none}.axis{stroke:var(--ink);stroke-width:1.2;fill:none}
svg .tick,svg .lane{fill:var(--soft)}svg .axis-title{font-weight:600;font-size:12px}
.lane-line{stroke:var(--rule);stroke-dasharray:1 3}svg .lane-none{fill:var(--faint);font-style:italic;paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.hatch{stroke:var(--soft);stroke-width:1;fill:none}.onset-hatch{stroke:var(--accent);opacity:.55}
.band-like{opacity:.75}.band-part{opacity:.45}.band-edge{stroke:var(--ink);stroke-width:2;fill:none}.band-edge.part{stroke-width:1;stroke-dasharray:3 2}
.m-target{fill:var(--accent);stroke:var(--paper);stroke-width:1}.m-halo{fill:none;stroke:var(--accent);stroke-width:1.6}
.m-like{fill:var(--like);stroke:var(--paper);stroke-width:.8}
.m-part{fill:var(--paper);stroke:var(--like);stroke-width:1.5}
.m-partial{fill:var(--paper);stroke:var(--like);stroke-width:1.5}.m-arrow{fill:none;stroke:var(--like);stroke-width:1.4}
.m-converted{fill:var(--soft);stroke:var(--paper);stroke-width:.8}.m-cargo{fill:var(--paper);stroke:var(--soft);stroke-width:1.5}
.m-mix{fill:var(--soft)}.m-nofigure{fill:var(--paper);stroke:var(--ink);stroke-width:1.3}
.m-blind circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.3}.m-blind path,.m-failed{stroke:var(--ink);stroke-width:1.5;fill:none}
.m-maximum{stroke:var(--ink);stroke-width:2;fill:none}.m-hatching{stroke:var(--soft);stroke-width:1;fill:none}
.whisker{stroke:var(--like);stroke-width:1.3;fill:none}.target .whisker{stroke:var(--accent);stroke-width:1.8}.converted .whisker,.cargo .whisker,.mix .whisker{stroke:var(--soft)}.whisker.dashed{stroke-dasharray:3 2.5}
.stretch{stroke:var(--like);stroke-width:1;fill:none;opacity:.8}.stem{stroke:var(--like);stroke-width:1;opacity:.6}
.mix-part{stroke:var(--paper);stroke-width:1}.mix-0{fill:var(--soft)}.mix-1{fill:var(--rule-strong)}.mix-2{fill:var(--ink)}.mix-3{fill:var(--rule)}
.reach{fill:transparent}
.point{cursor:pointer}.point:focus-visible{outline:none}.point:focus-visible .reach{stroke:var(--accent);stroke-width:2.5}.point:hover .reach{stroke:var(--rule-strong)}
.event path{stroke:var(--rule-strong);stroke-width:1;fill:none;stroke-dasharray:2 3}.event circle{fill:var(--paper);stroke:var(--soft)}svg .event text{font-size:10px;font-weight:600}
.break path{stroke:var(--soft);stroke-width:1.5;fill:none;stroke-dasharray:8 3}svg .break text{font-size:10px;font-weight:600;fill:var(--soft)}
.event.asked path{stroke:var(--ink);stroke-dasharray:5 3}.event.asked circle{fill:var(--ink);stroke:var(--ink)}svg .event.asked circle+text{fill:var(--paper)}
svg .note,svg .label{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
svg .note.strong{font-weight:600;fill:var(--accent)}svg .label .first{font-weight:700}svg .label .more{fill:var(--soft)}svg .of-target .first{fill:var(--accent);font-size:13px}
svg .panel-title{font-weight:600;font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:4px}
.bracket path{fill:none;stroke:var(--accent);stroke-width:1.2}
.legend,.event-key{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.3rem;padding:.6rem 0;margin:0;font-size:.86rem;border-top:1px solid var(--rule)}
.legend li{display:flex;gap:.45rem;align-items:baseline;max-width:none}.legend .icon{flex:none;align-self:center}
.event-key{display:block;columns:2 20rem;column-gap:2rem}.event-key li{break-inside:avoid;margin:.15rem 0}
.badge{display:inline-block;min-width:1.35em;line-height:1.35em;text-align:center;border:1px solid var(--soft);border-radius:50%;font-size:.78rem}
.comparison{margin:.4rem 0 0}svg .row-words{font-size:12px;fill:var(--soft);paint-order:stroke;stroke:var(--paper);stroke-width:4px}svg .row-figure{font-weight:700;fill:var(--ink)}
.map{max-width:48rem}.outline{fill:var(--like);fill-opacity:.09;fill-rule:evenodd;stroke:var(--like);stroke-width:1.5}.outline.approximate{stroke-dasharray:6 4}.outline.line{fill:none}
.site-cross{stroke:var(--accent);stroke-width:2}.leader{stroke:var(--soft);stroke-width:1}.number-disc{fill:var(--paper);stroke:var(--ink)}svg text.number{font-weight:600;font-size:11px;font-family:inherit}
.scale-bar path,.north path{fill:none;stroke:var(--ink);stroke-width:1.6}
.chain .place{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}svg .place-name{font-weight:600;font-size:12px}.chain .link{fill:none;stroke:var(--like);stroke-width:3}.chain .link.seen-one-end{stroke-width:1.6}.chain .link.inferred{stroke-width:2;stroke-dasharray:9 5}.chain .link.claimed{stroke-width:2;stroke-dasharray:2 4}.chain .link.possible{stroke:var(--rule-strong);stroke-width:1.6;stroke-dasharray:1 7;stroke-linecap:round}.chain .link.broken{stroke:var(--accent);stroke-width:2;stroke-dasharray:9 5}.chain .arrow-head{fill:var(--soft)}svg.chain .first{font-weight:600}svg.chain .more{fill:var(--soft)}svg.chain .weakest{fill:var(--accent);font-weight:600}
.tooltip{position:fixed;z-index:20;max-width:22rem;background:var(--ink);color:var(--paper);font-size:.84rem;line-height:1.4;padding:.5rem .7rem;border-radius:3px;pointer-events:none}
`;

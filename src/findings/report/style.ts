import { chartStyle } from "./style-charts.ts";
import { printStyle } from "./style-print.ts";
import { tableStyle } from "./style-tables.ts";

const colours = `
:root{color-scheme:light dark;--paper:#fff;--ink:#16191d;--soft:#4f5862;--faint:#616a74;--rule:#d5d9de;--rule-strong:#8b949e;--wash:#f5f6f4;--link:#0b4a7c;--accent:#a8330f;--like:#0b4a7c;--target-wash:#fdf1ea;--confidence:#eef3f7;--mark:#fff6cf}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e9ebed;--soft:#b3bac2;--faint:#9ba3ac;--rule:#363c43;--rule-strong:#747d87;--wash:#1c2024;--link:#8cc4f2;--accent:#ff9166;--like:#7db9ea;--target-wash:#33231b;--confidence:#1b2630;--mark:#4a4218}}
`;

const text = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;overflow-wrap:break-word}
h1,h2,h3,.verdict-words,.number{font-family:"Iowan Old Style","Palatino Linotype",Palatino,Charter,Georgia,"Liberation Serif","DejaVu Serif",serif;font-weight:600;line-height:1.2;text-wrap:balance}
h1{font-size:clamp(1.75rem,1.2rem + 2.4vw,2.75rem);margin:.2rem 0 .5rem;letter-spacing:-.01em}
h2{font-size:1.55rem;margin:0 0 .9rem;padding-top:.7rem;border-top:3px solid var(--ink)}
h3{font-size:1.1rem;margin:1.4rem 0 .5rem}
p,li,dd{max-width:70ch}
p{margin:.6rem 0}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.16em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible,input:focus-visible,select:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font:.86em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace}
pre{background:var(--wash);border-left:3px solid var(--rule-strong);padding:.8rem 1rem;overflow-x:auto}
.hash{overflow-wrap:anywhere}
.kicker{margin:0;font-size:.78rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);font-weight:600}
.fine{font-size:.86rem;color:var(--soft);max-width:84ch}
.faint{color:var(--faint)}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:9}
.masthead,.layout,footer{max-width:1320px;margin:0 auto;padding:0 1.5rem}
.masthead{padding-top:2.2rem}
.standfirst{max-width:none;font-family:"Iowan Old Style","Palatino Linotype",Palatino,Charter,Georgia,"Liberation Serif","DejaVu Serif",serif;font-size:1.12rem;color:var(--soft);margin:.2rem 0 1rem;line-height:1.4}
.imprint{display:flex;flex-wrap:wrap;gap:.3rem 2rem;margin:0;padding:.6rem 0;border-top:1px solid var(--rule);font-size:.86rem}
.imprint div{display:flex;gap:.5rem;min-width:0}.imprint dt{color:var(--soft)}.imprint dd{margin:0;overflow-wrap:anywhere}
.layout{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:0 2.5rem;margin-top:1.4rem}
.contents{position:sticky;top:1rem;align-self:start;font-size:.88rem;max-height:calc(100vh - 2rem);overflow:auto}
.contents ol{list-style:none;margin:.5rem 0;padding:0}.contents a{display:block;padding:.22rem 0;color:var(--ink);text-decoration:none}.contents a:hover{color:var(--link);text-decoration:underline}
main{min-width:0}
section{margin:0 0 3.2rem}
.findings-and-verdict{display:grid;grid-template-columns:minmax(0,1fr) minmax(19rem,25rem);gap:2rem;align-items:start}
.findings-and-verdict h3:first-child{margin-top:0}
.findings{margin:.3rem 0;padding-left:1.7rem}.findings li{margin:.55rem 0;padding-left:.2rem}.findings li::marker{color:var(--soft);font-weight:600}
.bound{color:inherit;text-decoration:underline dotted;text-decoration-color:var(--rule-strong);text-decoration-thickness:1px}.bound:hover{color:var(--link);text-decoration-style:solid}
.likelihood{color:var(--accent)}
.confidence{background:var(--confidence);border-left:4px solid var(--like);padding:.8rem 1.1rem;margin:1.4rem 0 0}.confidence h3{margin:0}.confidence ul{padding-left:1.2rem;margin:.4rem 0}.confidence li{margin:.35rem 0}
.caveats{padding-left:1.2rem}.caveats li{margin:.45rem 0}
.verdict{border:1px solid var(--rule-strong);border-top:5px solid var(--accent);padding:1.1rem 1.25rem}
.verdict-words{font-size:2rem;margin:.25rem 0 .3rem}.verdict-why{font-size:.93rem;color:var(--soft);margin:0 0 .7rem}
.verdict-count{display:flex;gap:.8rem;align-items:center;margin:0 0 .4rem;padding-top:.7rem;border-top:1px solid var(--rule)}.number{font-size:3.3rem;line-height:1;color:var(--accent)}.beside{font-size:.88rem;line-height:1.35}
.verdict dl{margin:.6rem 0 0;font-size:.88rem}.verdict dl div{border-top:1px solid var(--rule);padding:.4rem 0}.verdict dt{color:var(--soft)}.verdict dd{margin:.05rem 0 0;font-weight:600}
.not-known{font-weight:400;font-style:italic}
.method li{margin:.5rem 0}
.head{font-size:.92rem}.head div{margin:.3rem 0}.head dt{color:var(--soft)}.head dd{margin:0}
.machine-count{margin:1.6rem 0 2.2rem}.machine-count h3{margin-bottom:.3rem}.simulated{color:var(--accent);font-size:.8rem;letter-spacing:.05em;text-transform:uppercase;border:1px solid var(--accent);padding:.1rem .4rem;margin-left:.5rem;white-space:nowrap}.proof{margin:1rem 0}.proof svg{width:100%;height:auto;border:1px solid var(--rule);background:#888}.proof polygon{fill:none;stroke:#f0e442;stroke-width:1.4}.proof text{font:600 9px system-ui,sans-serif;fill:#fff;stroke:#000;stroke-width:2.2px;paint-order:stroke;text-anchor:middle;dominant-baseline:central}.proof figcaption{font-size:.86rem;color:var(--soft)}
.sources{columns:2 24rem;column-gap:2.5rem;font-size:.82rem;padding-left:2.3rem}.sources li{break-inside:avoid;margin:0 0 .5rem}.address{overflow-wrap:anywhere;color:var(--soft)}.address a{color:inherit}
details>summary{cursor:pointer;font-weight:600;padding:.4rem 0;color:var(--link)}
:target{background:var(--mark)}section:target{background:none}
footer{border-top:1px solid var(--rule);padding-top:1rem;padding-bottom:3rem;font-size:.86rem;color:var(--soft)}
@media (max-width:1120px){.findings-and-verdict{grid-template-columns:minmax(0,1fr)}.verdict{max-width:46rem}}
@media (max-width:860px){.layout{display:block}.contents{position:static;max-height:none;border:solid var(--rule);border-width:1px 0;padding:.6rem 0;margin-bottom:1.8rem}.contents ol{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem}.contents a{padding:.3rem 0;color:var(--link)}}
@media (max-width:560px){.masthead,.layout,footer{padding-left:1rem;padding-right:1rem}.masthead{padding-top:1.3rem}section{margin-bottom:2.4rem}.verdict{padding:.9rem 1rem}.imprint{gap:.15rem 1.4rem}.sources{columns:1}}
`;

/** The style sheet of a report, as text: no file, no font and no picture is loaded. */
export const style = `${colours}${text}${tableStyle}${chartStyle}${printStyle}`.replace(/\n/g, "");

/** Tables: a head that stays in sight, scrolling within themselves on narrow pages. */
export const tableStyle = `
.scroll{overflow:auto;max-height:min(80vh,60rem);border-bottom:1px solid var(--rule-strong);margin:.9rem 0}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.84rem;line-height:1.4}
caption{text-align:left;font-weight:600;padding:0 0 .4rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .6rem;border-bottom:1px solid var(--rule)}
thead th{position:sticky;top:0;background:var(--paper);border-bottom:2px solid var(--ink);vertical-align:bottom;z-index:1}
tbody th{font-weight:600}
.figure{text-align:right}td.figure,th.figure{white-space:nowrap}
td .faint,th .faint{font-weight:400}
.remark{min-width:11rem}
table.looks{min-width:60rem}table.contradictions{min-width:56rem}table.chain-links{min-width:60rem}table.ships{min-width:46rem}table.distances{min-width:44rem}table.trip-numbers{min-width:50rem}table.verdicts{min-width:48rem}table.contradictions th[scope=row]{min-width:9rem;max-width:12rem}table.contradictions .remark{min-width:18rem}table.contradictions td:nth-child(4){width:37%}table.chain-links td:last-child{min-width:13rem}.standing{white-space:nowrap;font-weight:600}.standing .faint{white-space:normal;display:inline-block;max-width:8.5rem}.standing.open{color:var(--accent)}.standing.resolved{color:var(--like)}.statements{margin:0;padding-left:1rem;min-width:15rem}.statements li{margin:.15rem 0}.statements .falls{color:var(--soft)}table.publications{min-width:52rem}table.voyages{min-width:58rem}table.events{min-width:56rem}table.areas{min-width:54rem}table.not-comparable{min-width:50rem}table.scale{min-width:44rem}table.evidence{min-width:38rem}table.pictures{min-width:60rem}table.pictures td:nth-child(4){min-width:11rem}table.pictures th[scope=row]{min-width:6.6rem}
table.looks td:nth-child(3){min-width:8.5rem}table.looks .remark{min-width:13rem}table.looks th,table.looks td{padding:.4rem .4rem}td.figure .faint{display:inline-block;white-space:normal;max-width:9rem}table.looks td.figure .faint{max-width:7.6rem}table.looks .figure .faint{white-space:normal}
table.looks th[scope=row]{min-width:6.5rem}table.events th[scope=row]{min-width:7.5rem}
.outcome{white-space:nowrap}
.weak{color:var(--soft)}.weak th{font-weight:400;font-style:italic}
tr.first td,tr.first th,tr.under-test td,tr.under-test th{background:var(--target-wash)}
tr:target td,tr:target th,tr:has(:target) td,tr:has(:target) th{background:var(--mark);box-shadow:inset 0 2px var(--accent),inset 0 -2px var(--accent)}
tbody tr{scroll-margin-top:4rem}tbody tr span[id]{scroll-margin-top:4rem}
td.address{min-width:9rem;font-size:.92em}.slip{color:var(--accent)}
.cite{font-size:.85em;text-decoration:none}
.icon{vertical-align:-.25em;overflow:visible}
.filter:empty{display:none}
.filter{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.8rem 0;padding:.7rem .9rem;background:var(--wash)}
.filter label{display:flex;flex-direction:column;font-size:.8rem;color:var(--soft);gap:.15rem}
.filter input,.filter select{font:inherit;font-size:.95rem;color:var(--ink);background:var(--paper);border:1px solid var(--rule-strong);border-radius:3px;padding:.35rem .5rem;min-width:11rem}
.filter output{font-size:.86rem;margin-left:auto}
tr[hidden]{display:none}
.thumbnails{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(11rem,45%),1fr));gap:1rem;margin:1rem 0}.thumbnails figure{margin:0}.thumbnails img{display:block;width:100%;height:auto;background:var(--wash)}.thumbnails figcaption{font-size:.8rem;line-height:1.35;padding-top:.3rem}
@media (max-width:860px){.scroll{max-height:75vh}.filter label{flex:1 1 9rem}.filter input,.filter select{min-width:0;width:100%}}
`;

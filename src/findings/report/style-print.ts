/** Print: A4, page numbers, no navigation, nothing folded or cut; the wide tables lie on their side. */
export const printStyle = `
@page{size:A4;margin:17mm 15mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}
@page wide{size:A4 landscape;margin:14mm 13mm 16mm}
@media print{
:root{--paper:#fff;--ink:#000;--soft:#333;--faint:#444;--rule:#bbb;--rule-strong:#777;--wash:#f4f4f4;--link:#000;--accent:#8a2a0c;--like:#0b3f6b;--target-wash:#f3f0ee;--confidence:#f1f3f5;--mark:transparent}
html{font-size:9.5pt}body{font-size:1rem;line-height:1.42}
.contents,.skip,.filter,.tooltip,.cite-none{display:none!important}
.masthead,.layout,footer{padding:0;max-width:none}.masthead{padding-top:0}.layout{display:block}
h1{font-size:22pt}h2{font-size:14.5pt;break-after:avoid;border-top-width:2px}h3{font-size:11pt;break-after:avoid}
section{margin-bottom:8mm}section>h2+p,section>h2+p+h3{break-after:avoid}section>p:has(+.scroll),section>p:has(+details),caption,thead{break-after:avoid}p,li{orphans:3;widows:3;max-width:none}p{break-inside:avoid}.fine,figcaption{max-width:none}
a{color:inherit;text-decoration:none}.bound{text-decoration:underline dotted #999}
.findings{padding-left:2.1rem}.findings-and-verdict{display:block}.verdict{margin-top:5mm;break-inside:avoid;max-width:none;display:grid;grid-template-columns:1fr 1fr;column-gap:8mm;align-items:start}.verdict>*{grid-column:1}.verdict dl{grid-column:2;grid-row:1/span 6;margin:0}.verdict dl div:first-child{border-top:0}
.confidence,figure,.legend li,.findings li,.caveats li,tr{break-inside:avoid}
.drawing .slim{display:none!important}.drawing .broad{display:block!important;min-width:0!important}
.scroll{overflow:visible;max-height:none}table{font-size:7.4pt;min-width:0!important}th,td{padding:1mm 1.2mm}thead{display:table-header-group}thead th{position:static;white-space:normal}.remark,table.looks .remark{min-width:0}td.figure{white-space:normal}td.address{min-width:0}table.looks th[scope=row],table.events th[scope=row],table.looks td:nth-child(3){min-width:0}
tr[hidden]{display:table-row}
details::details-content{content-visibility:visible;block-size:auto}details>summary{display:none}
#contradictions,#looks,#voyages,#publications,#events,#not-comparable{page:wide}
.sources{font-size:7.4pt;columns:2}
.proof svg{max-height:165mm;width:auto;max-width:100%}
pre{white-space:pre-wrap}
}
`;

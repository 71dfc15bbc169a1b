/** The look of a report: on a screen of any width, and on sheets of A4. In the page's light colours, which print well. */
export const REPORT_STYLE = `
@page { size: A4; margin: 16mm 14mm; }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 32px 24px 64px; max-width: 960px; background: #fff; color: #1d2430;
  font: 15px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  font-variant-numeric: tabular-nums; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 36px 0 8px; break-after: avoid; }
p { margin: 0 0 10px; max-width: 80ch; }
.quiet, figcaption, .note { color: #5a6472; font-size: 13px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 20px; margin: 18px 0 0; }
dt { color: #5a6472; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; }
caption { text-align: left; }
th, td { padding: 5px 10px; text-align: right; vertical-align: top; white-space: nowrap; border-bottom: 1px solid #e3e6ea; }
th { font-weight: 600; }
th.text, td.text { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 9em; }
th:first-child, td:first-child { padding-left: 0; }
tr { break-inside: avoid; }
tr.chosen td, tr.chosen th { background: #e9f0f9; }
tbody th { font-weight: 400; }
.badge { display: inline-block; padding: 0 6px; border: 1.5px solid #3b6fb6; border-radius: 4px; font-size: 12px; font-weight: 700; color: #305d9b; }
p.quiet { break-after: avoid; }
.short, figure { break-inside: avoid; }
figure { margin: 0; }
.many .quiet { margin-bottom: 10px; }
.many { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 20px 24px; }
.many b { font-size: 14px; }
svg { display: block; max-width: 100%; height: auto; }
svg text { font-size: 12px; fill: #3f4855; }
.grid { stroke: #e8ebef; }
.axis { stroke: #8a93a0; }
.kept { fill: #3b6fb6; }
.soft { fill: #c3d5ec; }
.start { fill: none; stroke: #4a5260; stroke-width: 1.25; }
.pruned { fill: url(#hatch); stroke: #d9741a; stroke-width: 0.75; }
.way { fill: none; stroke: #8a93a0; stroke-width: 1; stroke-dasharray: 3 3; }
.point { fill: #fff; stroke: #3b6fb6; stroke-width: 1.75; }
.point.full { fill: #3b6fb6; }
pre { margin: 8px 0 0; padding: 12px; background: #f6f7f9; border-radius: 6px; font: 12px/1.45 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
summary { cursor: pointer; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  table { font-size: 8.5pt; }
  th, td { padding: 3px 6px; }
  .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

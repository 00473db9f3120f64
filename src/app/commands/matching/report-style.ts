import { Html } from '../../../kit/http/html.ts'

/** The look of the report: literal values of the tokens, because the page stands alone, and A4 without chrome. */
export const reportStyle = new Html(`
:root{color-scheme:light;--ink:#1c211e;--ink-2:#4c5550;--line:#dfe2dc;--pine:#1f5a43;--clay:#8a4a16;--sunken:#f1f2ed}
*{box-sizing:border-box;margin:0}
body{background:#fbfbf8;color:var(--ink);font:400 15px/1.5 Figtree,system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:40px 24px 64px}
h1{font:500 36px/1.2 Newsreader,Georgia,serif;letter-spacing:-.02em}
h2{font-size:18px;margin:36px 0 8px}h2 small,small{color:var(--ink-2);font-weight:400;font-size:13px}
h3{font-size:15px;margin:16px 0 4px}
.lead{font:400 19px/1.5 Newsreader,Georgia,serif;color:var(--ink-2);margin:8px 0 20px;max-width:66ch}
.figures{display:flex;flex-wrap:wrap;gap:12px 32px}.figures div{display:grid}.figures b{font-size:17px;font-variant-numeric:tabular-nums}
.caveat,.note{color:var(--ink-2);font-size:14px;max-width:72ch;margin:12px 0}
table{border-collapse:collapse;width:100%;font-size:14px}
th{font-weight:500;font-size:12px;color:var(--ink-2);text-align:start;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
td{padding:7px 10px 7px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
.number{text-align:end;font-variant-numeric:tabular-nums;padding-inline-end:18px;white-space:nowrap}
.part{margin:0}.told{font-weight:600;font-variant-numeric:tabular-nums}
ul{list-style:none;padding:0}.plain li{padding:3px 0}
.need li{display:grid;grid-template-columns:minmax(120px,1fr) 2fr 1.6fr;gap:4px 20px;padding:10px 0;border-bottom:1px solid var(--line);break-inside:avoid}
.remedy{color:var(--clay)}
.columns{columns:3 180px;column-gap:24px;font-size:14px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin-top:12px;font-size:14px}dt{color:var(--ink-2)}dd{overflow-wrap:anywhere}
code{font-size:12px;color:var(--ink-2)}
.notes div{border-bottom:1px solid var(--line);height:34px}
tr,.notes{break-inside:avoid}thead{display:table-header-group}h2,h3{break-after:avoid}
@media(max-width:640px){.need li{grid-template-columns:1fr}}
@media print{@page{size:A4;margin:16mm}body{background:none;font-size:12px}main{padding:0;max-width:none}h1{font-size:26px}.lead{font-size:15px}table,.columns,.note,.caveat{font-size:11px}}
`)

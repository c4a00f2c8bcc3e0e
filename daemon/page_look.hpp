// page_look: style and script of draw_page's page, as constants. Thread: any. Fails: never.
#pragma once

#include <string_view>

namespace tidemark {

// Tints that people with any colour vision tell apart by their lightness and border, which print
// keeps; the label colours are added for each dimension.
inline constexpr std::string_view page_style = R"(
:root{color-scheme:light}
*{box-sizing:border-box}
body{font:15px/1.45 system-ui,"Segoe UI",Arial,sans-serif;color:#1a1a1a;background:#fff;margin:0 1.2rem 9rem}
h1{font-size:1.45rem;margin:1rem 0 .2rem}
h2{font-size:1.15rem;margin:1.6rem 0 .3rem}
p{margin:.3rem 0}
a{color:#0b4f9e}
code{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.92em}
.note{color:#555}
.verdict{border-left:.5rem solid #1b7f4b;background:#eef8f2;padding:.5rem .9rem;margin:.8rem 0;max-width:75rem}
.verdict.no{border-color:#b3261e;background:#fdf0ef}
.verdict ol{margin:.3rem 0 0;padding-left:1.8rem;max-height:45vh;overflow:auto}
.verdict li{margin:.35rem 0}
nav ul,.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1rem;margin:.4rem 0;padding:0}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend .key{display:inline-block;min-width:3.2rem;padding:.1rem .4rem;text-align:center;font-size:13px}
.sheet{overflow:auto;max-height:82vh;border:1px solid #999;width:fit-content;max-width:100%}
table{border-collapse:separate;border-spacing:0;font-size:13px;line-height:1.3}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th{background:#f1f1f1;color:#444;font-weight:400;border:solid #c4c4c4;border-width:0 1px 1px 0;padding:.1rem .4rem}
thead th{position:sticky;top:0;z-index:2}
tbody th{position:sticky;left:0;z-index:1;text-align:right}
td,.key{border:solid #dcdcdc;border-width:0 1px 1px 0;padding:.1rem .4rem;unicode-bidi:isolate}
td{max-width:22em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}
td.plain,td.stop,td.skipped{max-width:12em}
td.label{max-width:16em}
td.head{white-space:normal;min-width:5em}
td.found{box-shadow:inset 0 0 0 3px #2b2b2b}
.key{border-width:1px}
.value{background:#d6e8fb}
.marked{background:#d6e8fb;text-decoration:underline dotted #0b4f9e 2px;text-underline-offset:2px}
.marker{background:#e9f2fc repeating-linear-gradient(45deg,#a9c9ea 0 2px,transparent 2px 7px);font-style:italic}
.total{background:#fff;box-shadow:inset 0 3px 0 -1px #0b4f9e,inset 0 -3px 0 -1px #0b4f9e}
.anchor{background:#2b2b2b;color:#fff;font-weight:600}
.unread{background:#fff7d6;box-shadow:inset 0 0 0 1px #c75300;color:#7a2e00;font-weight:600}
.unread::after{content:" ?"}
.held{background:#b3261e;color:#fff;font-weight:600}
.held::before{content:"! "}
.dropped{color:#666;background:repeating-linear-gradient(-45deg,#e4e4e4 0 1px,#fafafa 1px 6px)}
.skipped{color:#5c5c5c;background:repeating-linear-gradient(90deg,#d8d8d8 0 1px,#ececec 1px 6px)}
.stop{color:#6b6b6b;background:#f4f4f4;font-style:italic}
.label{font-weight:600}
.label::before{content:attr(data-mark);font-weight:400;font-size:.75em;line-height:0;vertical-align:.4em;margin-right:.25em;color:#333}
td[title]{cursor:help}
td.lit{outline:3px solid #111;outline-offset:-3px}
td.here,td:focus{outline:3px solid #0b4f9e;outline-offset:-3px}
td:target{outline:4px solid #b3261e;outline-offset:-4px}
#about{position:fixed;right:1rem;bottom:1rem;max-width:min(44rem,92vw);background:#fff;border:1px solid #555;
box-shadow:0 2px 12px #0004;padding:.5rem .8rem;z-index:9;white-space:pre-wrap;overflow-wrap:anywhere;font-size:14px}
#about[hidden]{display:none}
details pre{white-space:pre-wrap;overflow-wrap:anywhere}
@media print{body{margin:0;font-size:10px;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet,.verdict ol{overflow:visible;max-height:none;border:0}th{position:static!important}table{font-size:8px}nav,#about{display:none}
td{max-width:14em}}
)";

// What stands in a cell's title, at once and larger; the cells that its labels come from are lit.
// Arrow keys go from cell to cell.
inline constexpr std::string_view page_script = R"(
(function(){
'use strict';
var box=document.getElementById('about'),here=null,lit=[];
function leave(){
 lit.forEach(function(td){td.classList.remove('lit')});
 lit=[];
 if(here){here.classList.remove('here');if(here.dataset.title){here.title=here.dataset.title;delete here.dataset.title}}
 here=null;box.hidden=true;
}
function enter(td){
 if(td===here){return}
 leave();
 if(!td||!td.id){return}
 here=td;td.classList.add('here');
 var sheet=td.id.split('-')[0];
 (td.dataset.from||'').split(' ').forEach(function(at){
  var label=at&&document.getElementById(sheet+'-'+at);
  if(label){label.classList.add('lit');lit.push(label)}
 });
 box.textContent=td.title||td.id.split('-')[1]+': '+td.textContent;box.hidden=false;
 if(td.title){td.dataset.title=td.title;td.removeAttribute('title')}
}
function cell(event){return event.target.closest?event.target.closest('.sheet td'):null}
document.addEventListener('mouseover',function(event){enter(cell(event))});
document.addEventListener('focusin',function(event){enter(cell(event))});
var moves={ArrowLeft:[0,-1],ArrowRight:[0,1],ArrowUp:[-1,0],ArrowDown:[1,0]};
document.addEventListener('keydown',function(event){
 if(event.key==='Escape'){leave();return}
 var td=cell(event),move=moves[event.key];
 if(!td||!move){return}
 var row=td.parentNode,to=row.parentNode.rows[row.sectionRowIndex+move[0]];
 var next=to&&to.cells[td.cellIndex+move[1]];
 if(next&&next.tagName==='TD'){td.tabIndex=-1;next.tabIndex=0;next.focus();event.preventDefault()}
});
document.body.classList.add('live');
})();
)";

} // namespace tidemark

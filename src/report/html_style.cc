// The style of the page: a sheet of paper on a screen, the same on paper. Conservative: old browsers read it.
#include "report/html_assets.h"

namespace jianfu::report {

std::string_view html_style() {
  return R"css(
html{font-size:16px;-webkit-text-size-adjust:100%}
html[lang="en"] .zh,html[lang="zh-CN"] .en{display:none}
[hidden]{display:none!important}
*{box-sizing:border-box}
body{margin:0;background:#eceef1;color:#1f2329;line-height:1.7;
  font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif;
  overflow-wrap:break-word;word-wrap:break-word}
h1,h2,h3,h4,h5,h6,.subject,.overall .verdict{font-family:"Noto Serif CJK SC","Source Han Serif SC",STZhongsong,SimSun,"Songti SC",serif;
  line-height:1.45}
p{margin:.4em 0}
a{color:#8f1d1d}
a:focus,button:focus,select:focus,input:focus,textarea:focus{outline:3px solid #1d5a8f;outline-offset:1px}
main{max-width:62rem;margin:0 auto 2rem;padding:3rem 3.5rem 3.5rem;background:#fff;border:1px solid #d5d9e0;border-top:0}
footer{max-width:62rem;margin:0 auto 2rem;padding:0 1rem;color:#4e5663;font-size:.85rem;text-align:center}
.code{font-family:"DejaVu Sans Mono",Consolas,Menlo,"Noto Sans Mono CJK SC",monospace;font-size:.88em;word-break:break-all}
bdi,.where,.rows td{word-break:break-word}
.note,.where,.about,.by{color:#4e5663;font-size:.9rem}
.where{font-family:"DejaVu Sans Mono",Consolas,Menlo,"Noto Sans Mono CJK SC",monospace;font-size:.8rem;word-break:break-all}

.bar{background:#fff;border-bottom:1px solid #c4c9d2;padding:.5rem 1rem}
.bar>.note{max-width:62rem;margin:.3rem auto}
.tools{max-width:62rem;margin:0 auto;display:flex;flex-wrap:wrap;align-items:flex-end}
.group{display:flex;flex-wrap:wrap;align-items:flex-end;margin:0 1.6rem 0 0}
.group>*{margin:.2rem .6rem .2rem 0}
.tools label span{display:block;font-size:.75rem;color:#4e5663;line-height:1.3}
.count,.answer-line{font-size:.85rem;line-height:2.2}
button,select,input{font:inherit;font-size:.9rem;height:2.2rem;padding:0 .7rem;border:1px solid #8b93a1;border-radius:2px;background:#fff;color:#1f2329}
button{cursor:pointer}
button:hover{background:#f3f4f6}
#export{background:#8f1d1d;border-color:#8f1d1d;color:#fff}
#export:hover{background:#741616}
#search{width:13rem}
#reviewer{width:8rem}

.cover{text-align:center;margin:0 0 2.2rem;padding:0 0 1.6rem;border-bottom:3px double #a32020}
h1{margin:.4rem 0 .6rem;font-size:2rem;color:#a32020;letter-spacing:.06em}
.subject{margin:.2rem 0;font-size:1.35rem;font-weight:bold}
.contents{margin:0 0 2rem;padding:.8rem 1.2rem;background:#f7f8f9;border:1px solid #e1e4e9}
.contents ol{margin:.2rem 0;padding-left:2.6em;columns:3 12rem}
html[lang="zh-CN"] .contents ol{list-style-type:cjk-ideographic}
.contents a{text-decoration:none}
.contents a:hover{text-decoration:underline}

.package{counter-reset:chapter}
.package .package,.leaf{margin-top:3.5rem}
.leaf{padding:.5rem 0;border-top:3px double #a32020;font-size:1.55rem;color:#a32020}
.cover+section .leaf{margin-top:0;border-top:0}
.kicker{margin:3.5rem 0 -3.2rem;color:#4e5663;font-size:.9rem}
.part{counter-increment:chapter;margin:2.4rem 0 .9rem;padding:0 0 .3rem;border-bottom:1px solid #c4c9d2;font-size:1.35rem}
.part::before{content:counter(chapter,cjk-ideographic) "、"}
html[lang="en"] .part::before{content:counter(chapter) ". "}

table{width:100%;border-collapse:collapse;margin:.6rem 0 1rem}
th,td{padding:.45rem .65rem;border:1px solid #cfd4dc;text-align:left;vertical-align:top;font-weight:normal}
thead th,.sign-off-table th{background:#f3f4f6;font-weight:bold}
.rows>tbody>tr>th{width:8.5rem;background:#f7f8f9;color:#3b424d}
.place .rows th,.place .rows td{padding:.25rem .65rem;font-size:.92rem}
.grid{font-size:.92rem}
.grid .column{display:none}
.grid thead th{white-space:nowrap}
.provisions td:nth-child(1),.index td:nth-child(1),.gaps td:nth-child(1){white-space:nowrap}
.provisions td:nth-child(2){width:34%}
.self td:nth-child(4){white-space:nowrap}
.self td:nth-child(5){width:26%}
.gaps td:nth-child(5){width:28%}
.of{margin-right:.6em;color:#4e5663;font-size:.85rem}
.signer+.signer{margin-top:.6rem}
ul.rules,ul.plain,ul.ladder,ul.held,ul.evidence,ul.basis{margin:0;padding:0;list-style:none}
ul.rules li,ul.plain li,ul.ladder li{margin:.15rem 0}
.ladder .holds{font-weight:bold}
.ladder .lacks{color:#4e5663}

.verdict,.state,.decision{display:inline-block;padding:0 .55em;border:1px solid;border-radius:2px;font-size:.85rem;line-height:1.6;
  font-weight:bold;white-space:nowrap;font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
.verdict.small{font-size:.78rem;padding:0 .4em;font-weight:normal}
.v-suspected{background:#a32020;border-color:#a32020;color:#fff}
.v-explain{background:#fdf1dc;border-color:#c98a1b;color:#6f4400}
.v-not-determined{background:#efe9f8;border-color:#8d71b8;color:#4d2f7d}
.v-hint{background:#e7f0f8;border-color:#6d9cc4;color:#164a77}
.v-not-found{background:#e8f4ec;border-color:#74aa86;color:#175a30}
.v-not-applicable,.v-unread{background:#f0f1f3;border-color:#9aa1ad;color:#434a55}
.state,.decision{margin-left:.5em;background:#fff;color:#434a55;font-weight:normal}
.state.expired{border-color:#a32020;color:#8f1d1d}
.told .decision{margin-left:0}
.overall{padding:1rem 1.4rem;border:1px solid #cfd4dc;border-left:6px solid #9aa1ad;background:#fbfbfc}
.overall .verdict{font-size:1.5rem;padding:.05em .7em;letter-spacing:.12em}
.overall p{margin:.3rem 0}
.o-suspected{border-left-color:#a32020}
.o-explain{border-left-color:#c98a1b}
.o-not-determined{border-left-color:#8d71b8}
.o-hint{border-left-color:#6d9cc4}
.o-not-found{border-left-color:#74aa86}
.warning{color:#8f1d1d;font-weight:bold}

.rule{margin:1.8rem 0;border:1px solid #cfd4dc}
.rule>h2,.rule>h3,.rule>h4,.rule>h5,.rule>h6{margin:0;padding:.7rem 1.2rem 0;font-size:1.15rem;background:#f7f8f9}
.rule>.about{margin:0;padding:.1rem 1.2rem .6rem;background:#f7f8f9;border-bottom:1px solid #e1e4e9}
.rule>.block{padding:0 1.2rem}
.rule>.block:last-child{margin-bottom:1rem}
.place{padding:.4rem 1.2rem .8rem}
.place+.place{border-top:1px dashed #b5bcc7}
.place h4,.place h5,.place h6{margin:.5rem 0;font-size:1rem}
.message{font-size:1.02rem}
.block{margin:.9rem 0}
.block-title{margin:0 0 .25rem;font-weight:bold;color:#8f1d1d;font-size:.95rem}
ul.evidence>li{margin:.45rem 0;padding:.35rem .8rem .45rem;border-left:3px solid #c4c9d2;background:#f7f8f9}
ul.evidence>li.more,ul.held>li.more{color:#4e5663;font-size:.9rem}
.evidence .what{color:#4e5663;font-size:.82rem}
.evidence .words{font-size:1.02rem}
.evidence .arguments{font-size:.85rem;color:#3b424d;word-break:break-all}
.evidence .reason{margin-top:.15rem;font-size:.9rem}
.counter .reason::before{content:"—— "}
.counter ul.evidence>li{border-left-style:dashed}
mark{background:#ffe69a;color:inherit;padding:0 .1em;font-weight:bold}
ul.held{margin:.1rem 0 .5rem}
ul.held>li{padding-left:1.5em;text-indent:-1.5em}
ul.held>li::before{content:"√ ";display:inline-block;width:1.5em;text-indent:0;color:#175a30}
ul.held>li.more::before{content:""}
ol.steps{margin:.1rem 0;padding-left:1.7em}
.on-the-phone{display:flex;flex-wrap:wrap;align-items:flex-start}
.on-the-phone>.by-hand{flex:1 1 20rem;min-width:0;margin-right:1.6rem}
.on-the-phone>.sketched{flex:0 1 20rem;min-width:0}
.sketch{margin:.3rem 0 0}
.sketch .note{margin-top:.3rem;font-size:.82rem;line-height:1.5}
.sk{display:block;width:18rem;max-width:100%;height:auto;font-size:14px}
.sk text{fill:#1f2329}
.sk-title,.sk-centre,.sk-skipped{text-anchor:middle}
.sk .sk-title{font-weight:bold}
.sk .sk-skipped{fill:#4e5663;font-size:13px}
.sk-phone{fill:#fff;stroke:#6b7380;stroke-width:2}
.sk-bar{fill:#eceef1}
.sk-home{fill:#8b93a1}
.sk-button{fill:#e7f0f8;stroke:#3f6f99}
.sk-field{fill:#fff;stroke:#8b93a1}
.sk-message{fill:#f7f8f9;stroke:#4e5663;stroke-dasharray:4 3}
.sk .sk-required{fill:#a32020;font-weight:bold}
.sk .sk-hit{fill:#fff3cc;stroke:#a32020;stroke-width:2}
.sk-flag{fill:#a32020}
.sk .sk-word{font-weight:bold;text-decoration:underline}
ul.basis>li{margin:.2rem 0}
.confidence{margin-left:.3em;padding:0 .4em;border:1px solid #b5bcc7;border-radius:2px;color:#434a55;font-size:.78rem;white-space:nowrap}

.opinion{margin:1rem 0 .4rem;padding:.6rem 1rem .8rem;border:1px solid #d9cfa6;background:#fffdf4}
.told{margin:.2rem 0 .6rem}
.told .remark{white-space:pre-line}
.controls{display:none}
.scripted .controls{display:flex;flex-wrap:wrap}
.controls label{flex:1 1 16rem;margin:.2rem .8rem .2rem 0}
.controls label:first-child{flex:0 0 9rem}
.controls label span{display:block;color:#4e5663;font-size:.82rem}
.controls select{width:100%}
textarea{width:100%;min-height:2.2rem;padding:.3rem .5rem;border:1px solid #8b93a1;border-radius:2px;background:#fff;color:#1f2329;font:inherit;font-size:.92rem;resize:vertical}
.paper{display:none}
.tall{height:7rem}
.sign-off-table th{width:7rem}
.sign-off-table tr{height:3rem}

@media screen and (max-width:48rem){
html{font-size:15px}
main{padding:1.4rem 1rem 2rem;border-left:0;border-right:0}
h1{font-size:1.4rem;letter-spacing:0}
.group{margin-right:0;width:100%}
#search,#reviewer{width:9.5rem}
.grid thead{position:absolute;left:-9999px}
.grid,.grid tbody,.grid tr,.grid td{display:block;width:auto!important}
.grid tr{margin:0 0 .8rem;border:1px solid #cfd4dc}
.grid td{display:flex;border:0;border-top:1px solid #e8eaee;white-space:normal!important}
.grid td:first-child{border-top:0;background:#f7f8f9}
.grid .column{display:block;flex:0 0 6em;padding-right:.6em;color:#4e5663;font-size:.85rem}
.grid td>div{flex:1 1 auto;min-width:0}
.rows>tbody>tr>th{width:5.6rem}
th,td{padding:.4rem .5rem}
.place,.rule>.block{padding-left:.8rem;padding-right:.8rem}
.rule>h2,.rule>h3,.rule>h4,.rule>h5,.rule>h6,.rule>.about{padding-left:.8rem;padding-right:.8rem}
.contents ol{columns:2 8rem}
.sign-off-table th{width:4.5rem}
.on-the-phone>.by-hand{margin-right:0}
}

@page{size:A4;margin:18mm 16mm}
@media print{
html{font-size:10.5pt}
body,main{background:#fff}
main{max-width:none;margin:0;padding:0;border:0}
.bar,.contents,.controls{display:none!important}
.rule[hidden],.place[hidden]{display:block!important}
.paper{display:block}
.paper p{margin:.3rem 0}
.paper .filled{display:flex}
.paper .line{flex:1 1 auto;min-height:1.6em;margin-left:.6em;border-bottom:1px solid #8b93a1;white-space:pre-wrap}
.opinion{background:#fff;border-color:#8b93a1}
a{color:inherit;text-decoration:none}
thead{display:table-header-group}
tr,.evidence>li,.block-title,.overall,.opinion,.sign-off,h1,h2,h3,h4,h5,h6{break-inside:avoid;page-break-inside:avoid}
h1,h2,h3,h4,h5,h6,.about,.block-title{break-after:avoid;page-break-after:avoid}
.verdict,.verdict.v-suspected{background:#fff;color:#000;border-color:#000}
.v-suspected{font-weight:bold;border-width:2px}
mark{background:#fff;border-bottom:2px solid #000}
.sketched{break-inside:avoid;page-break-inside:avoid}
.sk{max-height:200mm}
.sk .sk-hit{fill:#fff;stroke:#000}
.sk-flag{fill:#000}
.sk-bar,.sk-button,.sk-message{fill:#fff}
.package .package,.index~.package{break-before:page;page-break-before:always}
footer{margin:1rem 0 0}
}
)css";
}

}  // namespace jianfu::report

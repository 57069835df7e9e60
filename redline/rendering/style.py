"""How a redline looks: one style sheet for pages.

Contrast of all text is at least 4.5 : 1 on its ground, in light and dark; nothing is told by colour alone.
"""

CSS = """\
.redline { --ink: #1c1e21; --paper: #ffffff; --soft: #5b6169; --line: #d9dce1; --wash: #f5f6f8;
  --gone: #9b1c1c; --gone-wash: #fdecec; --come: #0b5c2e; --come-wash: #e5f6ea;
  --material: #a11212; --substantive: #8a4b00; --editorial: #1f5a93; --noise: #5b6169;
  max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.6 "Iowan Old Style", "Charter", "Georgia", serif; overflow-wrap: anywhere; }
.redline h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
.redline .title { font-size: 1.15rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem;
  border-bottom: 1px solid var(--line); }
.redline .verdict { font-size: 1.08rem; margin: 0 0 .75rem; }
.redline .level, .redline .kind, .redline .rule, .redline .side, .redline .facts, .redline .links, .redline .fold,
.redline .place, .redline h1, .redline .title { font-family: "Inter", "Helvetica Neue", "Arial", sans-serif; }
.redline .level { display: inline-block; font-size: .75rem; line-height: 1.5; padding: 0 .5em; border-radius: .25em;
  border: 1px solid currentColor; color: var(--noise); text-transform: lowercase; white-space: nowrap; }
.redline .level.material { color: var(--paper); background: var(--material); border-color: var(--material); }
.redline .level.substantive { color: var(--substantive); }
.redline .level.editorial { color: var(--editorial); }
.redline .facts { border-collapse: collapse; font-size: .85rem; color: var(--soft); }
.redline .fact-name { text-align: left; font-weight: 600; padding: .1rem 1rem .1rem 0; vertical-align: top;
  white-space: nowrap; }
.redline .fact { padding: .1rem 0; }
.redline .reasons { margin: 0; padding: 0; list-style: none; }
.redline .reason { margin: 0 0 1.1rem; }
.redline .jump { font: 600 .95rem/1.4 "Inter", "Helvetica Neue", "Arial", sans-serif; }
.redline .finding { margin: .2rem 0 0; }
.redline p.rule { margin: .2rem 0 0; }
.redline .finding > div { margin-left: 1rem; }
.redline .rule, .redline .side, .redline .kind { font-size: .8rem; color: var(--soft); }
.redline .side { display: inline-block; width: 2.2em; }
.redline .change { margin: 0 0 1.75rem; scroll-margin-top: 1rem; }
.redline .place { font-size: .95rem; line-height: 1.35; margin: 0; }
.redline .kind { margin: .15rem 0 .4rem; }
.redline .clause { white-space: pre-line; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--line); }
.redline .change.material > .clause { border-left-color: var(--material); }
.redline .change.substantive > .clause { border-left-color: var(--substantive); }
.redline .clause.moved { border-left-style: double; border-left-width: 5px; }
.redline del { color: var(--gone); background: var(--gone-wash); text-decoration: line-through;
  text-decoration-thickness: 1px; }
.redline ins { color: var(--come); background: var(--come-wash); text-decoration: underline;
  text-underline-offset: .18em; }
.redline del + ins { margin-inline-start: .2em; }
.redline del::before { content: " [gone: "; } .redline del::after { content: "] "; }
.redline ins::before { content: " [new: "; } .redline ins::after { content: "] "; }
.redline del::before, .redline del::after, .redline ins::before, .redline ins::after { position: absolute; width: 1px;
  height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.redline .links { font-size: .8rem; margin: .4rem 0 0; padding-left: 1.9rem; color: var(--soft); }
.redline .address { font-size: .95em; }
.redline .fold { margin-top: 1.5rem; font-size: .85rem; border-top: 1px solid var(--line); padding-top: .75rem; }
.redline .fold summary { cursor: pointer; font-weight: 600; }
.redline a { color: inherit; }
@media (prefers-color-scheme: dark) {
  .redline { --ink: #e6e7e9; --paper: #16181b; --soft: #a5abb3; --line: #3a3f46; --wash: #1f2226;
    --gone: #ffb1ab; --gone-wash: #43201f; --come: #9be3b3; --come-wash: #17361f;
    --material: #ff8f87; --substantive: #f0b35e; --editorial: #8fc1f2; --noise: #a5abb3; }
  html { background: #16181b; }
}
@media print {
  .redline { max-width: none; padding: 0; font-size: 10.5pt; }
  .redline .change { break-inside: avoid; }
  .redline .fold:not([open]) > :not(summary) { display: block; }
}
"""

// How a picture looks: light, dark and on paper. Colour only repeats what a shape and a word say.

const LIGHT =
  '--ink:#0b0c0c;--soft:#4a5157;--paper:#fff;--band:#eef1f3;--rest:#c9d1d8;--rule:#b1b8bd;--heard:#1d5a9e;--asked:#6a3796;--done:#00612f;--bad:#b3121d;--absent:#5c6a74';
const DARK =
  '--ink:#f3f2f1;--soft:#b9c0c5;--paper:#121212;--band:#22272a;--rest:#3f4a52;--rule:#4d575d;--heard:#8cc0f2;--asked:#cfa9ee;--done:#7ccf9f;--bad:#ff9a8f;--absent:#97a4ad';

export const TIMELINE_STYLE = `.timeline{${LIGHT};font:13px system-ui,"Segoe UI",Roboto,Arial,sans-serif;background:var(--paper)}
@media (prefers-color-scheme:dark){.timeline{${DARK}}}
@media print{.timeline{${LIGHT}}}
.timeline text{fill:var(--ink)}
.timeline .soft{fill:var(--soft)}
.timeline .strong{font-weight:700}
.timeline .large{font-size:17px;font-weight:700}
.timeline .time{font-variant-numeric:tabular-nums}
.timeline .alarm{fill:var(--bad);font-weight:700}
.timeline .paper{fill:var(--paper)}
.timeline .band{fill:var(--band)}
.timeline .rest{fill:var(--rest)}
.timeline .rule{stroke:var(--rule);stroke-width:1}
.timeline .zigzag{stroke:var(--rule);stroke-width:1;fill:none}
.timeline .faint{stroke:var(--rule);stroke-width:1;stroke-dasharray:1 4}
.timeline .spine{stroke:var(--rule);stroke-width:2}
.timeline .missing{stroke:var(--absent);stroke-width:6}
.timeline .ahead{stroke:var(--rule);stroke-width:2;stroke-dasharray:2 5}
.timeline .now{stroke:var(--bad);stroke-width:2}
.timeline .mark{stroke-width:2;stroke:var(--ink);fill:var(--ink)}
.timeline .heard{stroke:var(--heard);fill:var(--paper)}
.timeline .asked{stroke:var(--asked);fill:var(--asked)}
.timeline .answered{stroke:var(--done);fill:var(--paper)}
.timeline .recorded{stroke:var(--done);fill:none;stroke-width:3}
.timeline .failed{stroke:var(--bad);fill:none;stroke-width:3}
.timeline .due{stroke:var(--bad);fill:var(--bad)}
.timeline .coming{stroke:var(--soft);fill:var(--paper);stroke-dasharray:3 2}
.timeline .bar{stroke-width:1.5}
.timeline .bar.running,.timeline .bar.over{stroke:var(--absent);fill:var(--absent)}
.timeline .bar.open{stroke:var(--asked);fill:var(--paper)}
.timeline .bar.overdue{stroke:var(--bad);fill:var(--bad)}
.timeline .bar.done{stroke:var(--done);fill:var(--done)}
.timeline .bar.closed{stroke:var(--soft);fill:var(--soft)}
.timeline .bar.lapsed{stroke:var(--soft);fill:none;stroke-dasharray:4 3}
.timeline .tick{stroke:var(--ink);stroke-width:2}
`;

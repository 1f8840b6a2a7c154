// How the answer page looks, in the light and in the dark: one style, named by its hash in the page's own rules.
export const style = `:root{color-scheme:light dark}
*{box-sizing:border-box}
body{margin:0;font:1.1875rem/1.5 Arial,Helvetica,sans-serif;color:#0b0c0c;background:#fff;overflow-wrap:anywhere}
header,main,footer{max-width:42rem;margin:0 auto;padding:1rem}
header{border-bottom:4px solid #1d5ba6;font-weight:700}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .5rem}
p,ul,ol,dl{margin:0 0 1rem}
dt{font-weight:700}dd{margin:0 0 .5rem}
.code{white-space:nowrap}
@media (min-width:40rem){dl{display:grid;grid-template-columns:max-content 1fr;column-gap:1.5rem}}
section{border:1px solid #505a5f;padding:1rem;margin:0 0 1.25rem}
section.main{border:3px solid #00663a;border-left-width:10px}
section:target{outline:4px solid #1d5ba6;outline-offset:2px}
ul,ol{padding-left:1.5rem}
li{margin:0 0 .5rem}
.note{border-left:6px solid #1d5ba6;padding:.25rem 0 .25rem 1rem}
.mistake{border:4px solid #b3261e;padding:1rem;margin:0 0 1.25rem}
.mistake>:last-child{margin-bottom:0}
.mistake a{color:#b3261e;font-weight:700}
.wrong{border-left:6px solid #b3261e;padding-left:1rem}
.wrong textarea{border-color:#b3261e}
.wrong strong{display:block;margin:0 0 .5rem;color:#b3261e}
fieldset{border:0;margin:0 0 1rem;padding:0}
legend,label.title{font-weight:700;display:block;padding:0;margin:0 0 .5rem}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.5rem 0}
input[type=radio]{width:1.75rem;height:1.75rem;margin:0;flex:none}
textarea{display:block;width:100%;min-height:7rem;font:inherit;padding:.5rem;border:2px solid #0b0c0c;color:inherit;background:#fff}
button{font:inherit;font-weight:700;text-align:left;padding:.625rem 1rem;border:2px solid currentColor;background:transparent;color:inherit;cursor:pointer;max-width:100%}
.main button{font-size:1.375rem;text-align:center;padding:1rem 1.25rem;border-color:transparent;background:#00663a;color:#fff;width:100%}
a{color:#1d5ba6}
a[href^=tel]{font-weight:700}
:focus-visible{outline:4px solid #ffbf47;outline-offset:2px;box-shadow:0 0 0 6px #0b0c0c}
.hint{color:#505a5f;margin:0 0 .5rem}
@media (prefers-color-scheme:dark){body{color:#f3f2f1;background:#121212}textarea{background:#121212;border-color:#f3f2f1}a{color:#9fc5f0}.hint{color:#c8ccce}section{border-color:#c8ccce}section.main,.main button{border-color:#5fbf8f}section:target{outline-color:#9fc5f0}.note,header{border-color:#9fc5f0}.mistake,.wrong{border-color:#ff8a80}.mistake a,.wrong strong{color:#ff8a80}.wrong textarea{border-color:#ff8a80}}
@media (forced-colors:none){input[type=radio]{appearance:none;color:inherit;border:2px solid currentColor;border-radius:50%;background:transparent}input[type=radio]:checked{background:radial-gradient(currentColor 45%,transparent 50%)}}`;

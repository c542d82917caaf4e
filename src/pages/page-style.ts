import { createHash } from 'node:crypto';

/** The one stylesheet of all pages: phone first, light and dark by the reader's own setting, system fonts. */
export const pageStyle = `:root{color-scheme:light dark;--paper:#fafaf9;--surface:#fff;--ink:#1c1d20;--muted:#5a5d65;--line:#dcdcd8;--edge:#85878e;--accent:#3452c8;--on-accent:#fff;--chosen:#eef1fd;--good:#1b7f5c;--bad:#b5473c}
@media (prefers-color-scheme:dark){:root{--paper:#17181a;--surface:#1f2023;--ink:#ecedef;--muted:#a3a7b0;--line:#35373c;--edge:#7c8089;--accent:#8ea4ff;--on-accent:#14161d;--chosen:#262b40;--good:#4fc394;--bad:#f08a7e}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{max-width:38rem;margin:0 auto;padding:24px 16px 32px}
footer{max-width:38rem;margin:0 auto;padding:16px;border-top:1px solid var(--line);color:var(--muted);font-size:14px}
h1{margin:0 0 8px;font-size:24px;line-height:1.25;font-weight:600;letter-spacing:-.01em}
h2{margin:32px 0 8px;font-size:18px;line-height:1.3;font-weight:600}
h3{margin:20px 0 4px;font-size:16px;font-weight:600}
p{margin:0 0 12px}
ul{margin:0 0 12px;padding-left:20px}
a{color:var(--accent)}
.lead{font-size:18px}
.muted{color:var(--muted)}
.small{font-size:14px}
.option .small{display:block;line-height:1.35}
.card{margin:16px 0;padding:16px;background:var(--surface);border:1px solid var(--line);border-radius:6px}
.card>:last-child{margin-bottom:0}
.notice{margin:0 0 16px;padding:12px 16px;background:var(--surface);border:1px solid var(--good);border-left-width:4px;border-radius:6px}
.warning{border-color:var(--bad)}
fieldset{margin:24px 0;padding:0;border:0;min-width:0}
legend{padding:0;margin-bottom:8px;font-weight:600;font-size:18px;line-height:1.35}
.options{display:grid;gap:8px}
.option{display:flex;align-items:center;gap:12px;min-height:44px;padding:8px 12px;background:var(--surface);border:1px solid var(--line);border-radius:6px;cursor:pointer}
.option:has(input:checked){border-color:var(--accent);background:var(--chosen)}
.option input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
label{display:block}
label.text{margin:24px 0 8px;font-weight:600}
textarea,input[type=text]{display:block;width:100%;min-height:44px;padding:10px 12px;font:inherit;color:inherit;background:var(--surface);border:1px solid var(--edge);border-radius:6px}
textarea{min-height:96px;resize:vertical}
input+.options{margin:12px 0}
.buttons{display:flex;flex-wrap:wrap;gap:12px;margin:24px 0 8px}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:8px 20px;font:inherit;font-weight:600;text-decoration:none;color:var(--ink);background:var(--surface);border:1px solid var(--edge);border-radius:6px;cursor:pointer}
button.main,.button.main{color:var(--on-accent);background:var(--accent);border-color:var(--accent)}
button.danger,.button.danger{color:var(--bad);border-color:var(--bad)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
dl{margin:0 0 12px}
dt{color:var(--muted);font-size:14px}
dd{margin:0 0 8px;overflow-wrap:anywhere}
.card h3{margin-top:0}
.card p.small{margin-bottom:6px}
.card form{margin-top:12px}
.state{display:inline-block;margin-left:8px;padding:0 8px;border:1px solid currentcolor;border-radius:10px;font-size:13px;line-height:20px;font-weight:500;vertical-align:2px}
.state.on{color:var(--good)}
.state.off{color:var(--muted)}
.row{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:8px 16px;padding:12px 0;border-top:1px solid var(--line)}
.row>div{flex:1 1 14rem;min-width:0}
.row p{margin:0}
.row form{margin:0}
@media (min-width:640px){main{padding-top:48px}h1{font-size:28px}.options.two{grid-template-columns:1fr 1fr}}
`;

const version = createHash('sha256').update(pageStyle).digest('hex').slice(0, 12);

/** Its address changes with its content, so that it may be kept for ever. */
export const styleAddress = `/pages/style-${version}.css`;

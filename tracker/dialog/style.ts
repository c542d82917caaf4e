/** Colours may be set by the site (`--hindcast-accent` and so on); all three buttons look the same, because all three answers are. */
export const style = `
:host{all:initial;color-scheme:light dark;--paper:var(--hindcast-paper,#fff);--ink:var(--hindcast-ink,#1c1d20);--muted:var(--hindcast-muted,#5a5d65);--line:var(--hindcast-line,#dcdcd8);--accent:var(--hindcast-accent,#3452c8);--on:var(--hindcast-on-accent,#fff)}
@media (prefers-color-scheme:dark){:host{--paper:var(--hindcast-paper,#1f2023);--ink:var(--hindcast-ink,#ecedef);--muted:var(--hindcast-muted,#a3a7b0);--line:var(--hindcast-line,#35373c);--accent:var(--hindcast-accent,#8ea4ff);--on:var(--hindcast-on-accent,#14161d)}}
*{box-sizing:border-box}
dialog{position:fixed;inset:auto 0 0;width:100%;max-width:40rem;max-height:100%;margin:0 auto;padding:20px;overflow:auto;color:var(--ink);background:var(--paper);border:1px solid var(--line);border-radius:8px 8px 0 0;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
dialog::backdrop{background:rgb(0 0 0/.25)}
h2{margin:0 0 8px;font-size:20px;line-height:1.3}
p{margin:0 0 12px}
.notice{padding:8px 12px;border-left:3px solid var(--accent)}
ul{margin:0 0 12px;padding:0;list-style:none}
li{border-top:1px solid var(--line)}
label{display:flex;gap:12px;min-height:44px;padding:8px 0;cursor:pointer}
input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--accent)}
b{display:block;font-weight:600}
small{display:block;font-size:14px;line-height:1.4;color:var(--muted)}
.buttons{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:8px}
button{min-height:44px;padding:8px 12px;font:inherit;font-weight:600;color:var(--on);background:var(--accent);border:1px solid var(--accent);border-radius:6px;cursor:pointer}
a{color:var(--accent);display:inline-block;padding:10px 0}
.policy{margin:4px 0 0}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
h2:focus-visible{outline:none}
[hidden]{display:none}
@media (max-width:480px){button:last-child{grid-column:1/-1}}
@media (min-width:640px){dialog{bottom:24px;border-radius:8px;padding:24px}}
@media (prefers-reduced-motion:no-preference){dialog{animation:in .15s ease-out}@keyframes in{from{transform:translateY(12px);opacity:0}}}
`;

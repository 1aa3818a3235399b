/** The frame of the sandbox's own pages: calm, readable, light and dark. */
import { escapeHtml } from "./exchange.ts";

const styles = `
:root { color-scheme: light dark; --canvas: light-dark(#f8f9fa, #0b0c0e); --surface: light-dark(#fff, #121417);
  --line: light-dark(#e6e8eb, #22252a); --strong: light-dark(#d3d7dd, #32363d); --field: light-dark(#868d99, #6c7380);
  --text: light-dark(#14161a, #edeef1); --muted: light-dark(#474d58, #b3b8c2); --subtle: light-dark(#5f6672, #9299a6);
  --ink: light-dark(#14161a, #edeef1); --on-ink: light-dark(#fff, #14161a); --hover: light-dark(#f4f5f7, #1a1c20);
  --wash: light-dark(#edf3ff, #10203f); --blue: light-dark(#0b55e6, #7faaff); --warn: light-dark(#854700, #f5c365);
  --warn-wash: light-dark(#fff5e3, #261c0b); --warn-line: light-dark(#f1d6a2, #55400f); --ok: light-dark(#157a3a, #56d68b);
  --bad: light-dark(#b42318, #ff8a80); }
* { box-sizing: border-box; margin: 0; }
body { background: var(--canvas); color: var(--text); font: 14px/20px Inter, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
.strip { border-bottom: 1px solid var(--warn-line); background: var(--warn-wash); color: var(--warn); padding: 8px 24px; font-size: 13px; text-align: center; }
main { width: min(100% - 32px, 560px); margin: 48px auto 64px; }
main.wide { width: min(100% - 48px, 1080px); margin-top: 32px; }
.card { background: var(--surface); border: 1px solid var(--strong); border-radius: 10px; overflow: hidden; }
.part { padding: 20px 24px; } .part + .part { border-top: 1px solid var(--line); }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -.014em; } h2 { font-size: 14px; font-weight: 600; }
p.lede { color: var(--muted); margin-top: 6px; } .muted { color: var(--muted); } .subtle { color: var(--subtle); font-size: 12px; line-height: 16px; }
ul.plain { list-style: none; padding: 0; margin-top: 10px; display: grid; gap: 6px; } ul.plain li { display: flex; gap: 10px; align-items: baseline; }
ul.plain li::before { content: ""; flex: none; width: 6px; height: 6px; border-radius: 50%; background: var(--blue); translate: 0 -2px; }
code { font: 12px/16px ui-monospace, Menlo, Consolas, monospace; color: var(--subtle); overflow-wrap: anywhere; }
button, .button { font: inherit; font-weight: 500; min-height: 36px; padding: 7px 16px; border-radius: 8px; border: 1px solid var(--strong); background: var(--surface); color: var(--text); cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
button:hover, .button:hover { background: var(--hover); } button.primary { background: var(--ink); border-color: var(--ink); color: var(--on-ink); } button.primary:hover { opacity: .88; }
button.small { min-height: 28px; padding: 3px 10px; font-size: 13px; }
a:not(.button) { color: inherit; text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--text); outline-offset: 2px; }
select, input[type=text], input[type=email], input[type=number] { font: inherit; font-size: 13px; min-height: 32px; max-width: 100%; border: 1px solid var(--field); border-radius: 6px; background: var(--surface); color: var(--text); padding: 4px 8px; }
.row { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; } .push { margin-left: auto; }
details summary { cursor: pointer; color: var(--muted); font-weight: 500; } details[open] summary { margin-bottom: 12px; }
.choice { display: flex; gap: 10px; align-items: flex-start; padding: 8px 0; } .choice input { margin-top: 4px; accent-color: var(--ink); }
.stack { display: grid; gap: 12px; } label { font-weight: 500; font-size: 13px; display: grid; gap: 4px; } label.choice { display: flex; }
.badge { display: inline-block; border: 1px solid var(--strong); border-radius: 99px; padding: 0 8px; font-size: 12px; line-height: 20px; color: var(--muted); }
.good { color: var(--ok); } .bad { color: var(--bad); }
`;

/** A whole page. `body` is HTML; `title` is text. */
export function page(title: string, body: string, options: { isWide?: boolean; script?: string } = {}): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${styles}</style></head>
<body><div class="strip">This is a stand-in for Zoom on your own computer. Its accounts and people are invented.</div>
<main${options.isWide ? ' class="wide"' : ""}>${body}</main>${options.script ? `<script>${options.script}</script>` : ""}</body></html>`;
}

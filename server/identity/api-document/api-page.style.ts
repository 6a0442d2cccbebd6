/** The house's look for a page that stands without its screens: mist, patina, light and dark. */
export const pageStyle = `
:root { color-scheme: light dark; --bg: #f4f7f8; --panel: #fff; --text: #17262b; --muted: #4d6067; --line: #d5dfe2;
  --accent: oklch(48.5% 0.082 208); --soft: oklch(94.6% 0.026 202); }
@media (prefers-color-scheme: dark) { :root { --bg: #10191c; --panel: #17262b; --text: #e6eef0; --muted: #a9bac0;
  --line: #2b3d43; --accent: oklch(81.5% 0.07 204); --soft: #20343a; } }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 14rem minmax(0, 1fr); background: var(--bg); color: var(--text);
  font: 15px/1.5 "IBM Plex Sans Variable", "IBM Plex Sans", "Segoe UI", system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 1rem 0 0; padding: 0; }
nav li a { display: block; padding: .2rem .5rem; border-radius: .375rem; text-decoration: none; }
nav li a:hover { background: var(--soft); }
a { color: var(--accent); text-underline-offset: 3px; }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main { padding: 1.5rem 2rem 4rem; max-width: 62rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
details { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; margin: .375rem 0; }
summary { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; padding: .5rem .75rem; cursor: pointer; }
details > div { padding: 0 .75rem .75rem; border-top: 1px solid var(--line); }
.method { width: 4.2rem; font-weight: 600; font-size: .8rem; color: var(--accent); }
.gate { margin-left: auto; color: var(--muted); font-size: .875rem; }
code, pre { font-family: ui-monospace, "IBM Plex Mono", Menlo, Consolas, monospace; font-size: .85rem; }
pre { margin: 0; padding: .75rem; overflow-x: auto; background: var(--soft); border-radius: .375rem; }
dl { display: grid; grid-template-columns: 3rem 1fr; gap: .25rem .5rem; margin: 0; } dt { font-weight: 600; } dd { margin: 0; }
@media (max-width: 48rem) { body { grid-template-columns: 1fr; } nav { position: static; height: auto; border: 0; }
  nav ul { display: flex; flex-wrap: wrap; } main { padding: 0 1.25rem 3rem; } }
`

/** The look of the mailbox page: one column on a phone, receivers beside the list on a desk. */
export const mailboxStyle = `
:root { --ink: #1d2733; --quiet: #667583; --line: #e1e6eb; --paper: #fff; --ground: #f3f5f7; --brand: #12456b; --link: #12658f; --note: #fff3d1; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6ebf0; --quiet: #9aa8b5; --line: #2c3742; --paper: #1a222a; --ground: #11171d; --brand: #0d3450; --link: #6db9e4; --note: #3a3117; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.6 -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
small, .en { color: var(--quiet); font-size: 13px; font-weight: 400; }
header { background: var(--brand); color: #fff; padding: 14px 20px; }
header a { color: #fff; font-size: 20px; font-weight: 700; letter-spacing: 1px; }
header .en { color: #cfe0ee; }
.notice { background: var(--note); padding: 8px 20px; font-size: 14px; }
main { display: grid; grid-template-columns: minmax(230px, 300px) minmax(0, 1fr); gap: 20px; max-width: 1180px; margin: 20px auto; padding: 0 20px; align-items: start; }
main.single { grid-template-columns: minmax(0, 1fr); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.card h2 { margin: 0; padding: 12px 16px; font-size: 16px; border-bottom: 1px solid var(--line); }
form { display: flex; gap: 8px; padding: 12px 16px; border-bottom: 1px solid var(--line); }
input { flex: 1; min-width: 0; padding: 7px 10px; border: 1px solid var(--line); border-radius: 5px; background: var(--ground); color: inherit; font: inherit; }
button { padding: 7px 14px; border: 0; border-radius: 5px; background: var(--link); color: var(--paper); font: inherit; cursor: pointer; }
ul { list-style: none; margin: 0; padding: 0; }
li + li { border-top: 1px solid var(--line); }
li a { display: block; padding: 10px 16px; color: inherit; }
li a:hover, li a[aria-current] { background: var(--ground); text-decoration: none; }
.receiver { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; overflow-wrap: anywhere; }
.receiver small { flex: none; }
.subject { font-weight: 600; overflow-wrap: anywhere; }
.meta { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--quiet); font-size: 13px; }
.empty { padding: 32px 16px; color: var(--quiet); text-align: center; }
.top { padding: 16px; border-bottom: 1px solid var(--line); }
.top h1 { margin: 0 0 6px; font-size: 20px; line-height: 1.4; overflow-wrap: anywhere; }
nav { display: flex; gap: 4px; padding: 0 12px; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
nav a { padding: 10px 12px; border-bottom: 3px solid transparent; color: inherit; }
nav a[aria-current] { border-color: var(--link); font-weight: 600; }
iframe { display: block; width: 100%; height: 75vh; min-height: 480px; border: 0; background: #fff; }
pre { margin: 0; padding: 16px; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.7 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace; }
@media (max-width: 760px) { main { grid-template-columns: minmax(0, 1fr); margin: 12px auto; padding: 0 10px; } .receivers ul { max-height: 210px; overflow-y: auto; } }
`;

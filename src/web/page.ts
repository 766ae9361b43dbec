import type { FastifyReply } from 'fastify';

/** No script, nothing from elsewhere; a form may only come back here. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const style = `
:root { --ink: #1d2733; --quiet: #5d6b78; --line: #e1e6eb; --paper: #fff; --ground: #f3f5f7; --brand: #12456b; --note: #fff3d1; --wrong: #a3161a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --quiet: #9aa8b5; --line: #2c3742; --paper: #1a222a; --ground: #11171d; --brand: #0d3450; --note: #3a3117; --wrong: #ff9d97; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.6 -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header { background: var(--brand); color: #fff; padding: 14px 20px; font-size: 20px; font-weight: 700; }
main { max-width: 640px; margin: 24px auto; padding: 0 16px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 20px; }
h1 { margin: 0; font-size: 24px; }
.en { color: var(--quiet); font-size: 14px; font-weight: 400; }
dl { display: grid; grid-template-columns: minmax(96px, auto) 1fr; gap: 12px 20px; margin: 20px 0 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.note { background: var(--note); padding: 10px 14px; border-radius: 6px; margin-top: 16px; }
label { display: block; margin-top: 16px; }
h2 { margin: 28px 0 8px; font-size: 19px; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.hint { margin: 2px 0 0; color: var(--quiet); font-size: 15px; }
.error { border: 2px solid var(--wrong); border-radius: 6px; padding: 4px 16px; margin-top: 16px; }
.error h2 { margin-top: 12px; }
.error a, .wrong { color: var(--wrong); }
.wrong { margin: 4px 0 0; font-weight: 700; }
input, textarea { width: 100%; margin-top: 4px; padding: 10px; border: 1px solid var(--quiet); border-radius: 6px; background: var(--ground); color: inherit; font: inherit; }
button { margin-top: 16px; padding: 10px 22px; border: 0; border-radius: 6px; background: var(--brand); color: #fff; font: inherit; cursor: pointer; }
textarea { resize: vertical; }
a:focus-visible, input:focus-visible, textarea:focus-visible, button:focus-visible { outline: 3px solid #6db9e4; outline-offset: 1px; }
`;

/** A whole page around its content; the title is escaped here, the content by whoever wrote it. */
export function page(title: string, content: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)} · 清诺</title>
<style>${style}</style></head><body><header>清诺 Qingnuo</header><main><section class="card">${content}</section></main></body></html>`;
}

/** Text that is safe in an element and in a quoted attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('Content-Security-Policy', PAGE_POLICY)
    .send(html);
}

/** Where people may try the calls, if the settings show it. */
export const apiPageLink =
  '<p><a href="/api/docs">接口页面 <span class="en">API page</span></a> · <a href="/api/openapi.json">OpenAPI</a></p>';

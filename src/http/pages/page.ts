import { createHash } from 'node:crypto';

/** The look of the other pages (`dock/static/look.css`), which a browser without the token is not given. */
const STYLE = `
:root { color-scheme: dark; --ground: #1d1f26; --raised: #272a33; --line: #3c404b; --edge: #7d818c; --text: #e8e6de; --muted: #a9aca3; --accent: #c9b37e }
*, *::before, *::after { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.4 system-ui, 'Segoe UI', sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: break-word }
main { max-width: 48rem; margin: 0 auto; padding: 16px 12px; display: grid; gap: 10px; grid-template-columns: minmax(0, 1fr) }
main.notice { max-width: 27rem; padding-top: 12vh }
h1 { font-size: 1.5rem; margin: 0 }
h2 { font-size: .8rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); margin: 20px 0 0 }
p { margin: 0 }
.quiet { color: var(--muted) }
.state { color: var(--accent) }
.wrong { padding: 8px 10px; border: 1px solid var(--line); border-left: 4px solid #c4574b; border-radius: 6px; background: var(--ground) }
code { font: .92em ui-monospace, Consolas, monospace; color: var(--accent); overflow-wrap: anywhere }
.panel, dl { margin: 0; background: var(--raised); border: 1px solid var(--line); border-radius: 8px }
.panel { padding: 14px; display: grid; gap: 10px }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 8px 14px; border-top: 1px solid var(--line) }
dl div:first-child { border-top: 0 }
dt { flex: 0 0 16rem }
dd { margin: 0; flex: 1 1 16rem }
form { display: grid; gap: 10px }
input { min-height: 44px; width: 100%; padding: 8px 10px; border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: inherit; font: inherit }
button { min-height: 56px; padding: 6px 20px; border: 1px solid transparent; border-radius: 6px; background: var(--accent); color: #17181d; font: inherit; font-size: 1.1rem; font-weight: 600; cursor: pointer }
button:hover { background: #d8c592 }
a { color: var(--accent); text-underline-offset: 3px }
label { color: var(--muted); display: grid; gap: 4px; font-size: .85rem; min-width: 0 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;

/** The pages hold no script, load nothing, and may be framed by nobody (a frame could be clicked through). */
export const PAGE_POLICY = policy("form-action 'none'");

/** The same for a page with a form. */
export const FORM_POLICY = policy("form-action 'self'");

function policy(formAction: string): string {
  const styleHash = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'; ${formAction}`;
}

/** A whole page around a body that is already HTML. */
export function renderPage(title: string, bodyHtml: string, look: 'page' | 'notice' = 'page'): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main class="${look}">${bodyHtml}</main></body></html>
`;
}

/** A page of one sentence; for refusals that a person sees in a browser. */
export function renderNotice(title: string, sentence: string): string {
  const words = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>`;
  return renderPage(title, inPanel(words), 'notice');
}

/**
 * What a browser on another device sees first: it asks for the token and opens the same address with it.
 * @param wrong what to say of the token that was just given; null when none was.
 */
export function renderTokenForm(wrong: string | null): string {
  return renderPage(
    'Token needed',
    inPanel(`<h1>Token needed</h1>
${wrong === null ? '' : `<p class="wrong" role="alert">${escapeHtml(wrong)}</p>`}
<p>On the streaming PC, open <strong>Set-up → Phone and second PC</strong>. Scan the code there with this device, or type the token that stands beside it.</p>
<form method="get"><label>Token <input type="password" name="key" required autofocus autocomplete="current-password" autocapitalize="none"></label>
<button>Open</button></form>
<p class="quiet">This device keeps it until the token changes.</p>`),
    'notice',
  );
}

/** As the other pages hold what belongs together. */
function inPanel(bodyHtml: string): string {
  return `<p class="quiet">Tarkov Stream Producer</p><div class="panel">${bodyHtml}</div>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

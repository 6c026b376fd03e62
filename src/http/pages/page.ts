import { createHash } from 'node:crypto';

const STYLE = `
:root { color-scheme: dark }
body { margin: 0; background: #1D1F26; color: #E8E6DE; font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem }
h1 { font-size: 1.5rem; margin: 0 0 .25rem }
h2 { font-size: .8rem; letter-spacing: .1em; text-transform: uppercase; color: #8C8F86; margin: 2.5rem 0 .5rem }
p { margin: .25rem 0 }
.state { color: #C9B37E }
.wrong { color: #EF9187 }
code { font: .9em ui-monospace, Consolas, monospace; color: #C9B37E; overflow-wrap: anywhere }
dl { margin: 0; background: #272A33; border: 1px solid #3C404B; border-radius: 6px }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .5rem 1rem; border-top: 1px solid #3C404B }
dl div:first-child { border-top: 0 }
dt { flex: 0 0 16rem }
dd { margin: 0; flex: 1 1 16rem }
form { margin: 1.5rem 0 }
input, button { font: inherit; color: inherit; background: #272A33; border: 1px solid #3C404B; border-radius: 6px; min-height: 44px; padding: 0 .75rem; box-sizing: border-box; max-width: 100% }
button { border-color: #C9B37E; cursor: pointer }
a { color: #C9B37E }
label { color: #B4B6AC; display: grid; gap: .25rem; font-size: .85rem; flex: 0 1 16rem; min-width: 0 }
:focus-visible { outline: 2px solid #C9B37E; outline-offset: 2px }
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
export function renderPage(title: string, bodyHtml: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${bodyHtml}</main></body></html>
`;
}

/** A page of one sentence; for refusals that a person sees in a browser. */
export function renderNotice(title: string, sentence: string): string {
  return renderPage(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p>`);
}

/**
 * What a browser on another device sees first: it asks for the token and opens the same address with it.
 * @param wrong what to say of the token that was just given; null when none was.
 */
export function renderTokenForm(wrong: string | null): string {
  return renderPage(
    'Token needed',
    `<h1>Token needed</h1>
${wrong === null ? '' : `<p class="wrong" role="alert">${escapeHtml(wrong)}</p>`}
<p>Type the token that is set as <code>TSP_TOKEN</code>, or as <code>token</code> in settings.json, on the streaming PC. This device keeps it until the token changes.</p>
<form method="get"><p><label>Token <input type="password" name="key" required autofocus autocomplete="current-password"></label>
<button>Open</button></p></form>`,
  );
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

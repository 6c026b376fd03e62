import { html, nothing, type TemplateResult } from 'lit-html';

export interface Key {
  /** Its name on this page: which key waits for an answer. */
  readonly id: string;
  readonly label: string;
  /** A second, smaller line; the whole of it is told where the pointer rests. */
  readonly detail?: string;
  /** Spoken after the label, where that is too short without the eye's help. */
  readonly spokenAfter?: string;
  readonly look?: 'next' | 'survived' | 'died' | 'plain' | 'small';
  readonly onPress: () => void;
}

/** A key that is held down is pressed once; the browser would press it thirty times a second. */
export function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}

/** A key. It is never disabled: the service says which key to press instead, and that is the sentence that helps. */
export function renderKey({ pressed }: { readonly pressed: ReadonlySet<string> }, key: Key): TemplateResult {
  const isPressed = pressed.has(key.id);
  return html`<button
    type="button"
    class="key key-${key.look ?? 'plain'} ${isPressed ? 'is-pressed' : ''}"
    data-key=${key.id}
    @click=${key.onPress}
    @keydown=${ignoreRepeats}
  >
    <span class="key-label">${key.label}</span
    >${key.spokenAfter === undefined ? nothing : html`<span class="spoken"> ${key.spokenAfter}</span>`}${
      key.detail === undefined
        ? nothing
        : html`<span class="key-detail" title=${key.detail}>${key.detail}</span>`
    }
  </button>`;
}

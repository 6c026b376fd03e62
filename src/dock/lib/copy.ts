import { html, type TemplateResult } from 'lit-html';

/** The value that was copied last, by its id, and whether it is in the clipboard. */
export interface Copied {
  readonly id: string;
  readonly isDone: boolean;
}

/** @param value the element whose text is copied. */
export type Copy = (id: string, value: Element | null) => void;

/** How long a copy key says what came of it. */
const COPIED_MS = 2_000;

/** What copies, and has `show` say what came of it for a moment. */
export function createCopy(show: (change: { readonly copied: Copied | null }) => void): Copy {
  let timer: number | undefined;
  const copy = async (id: string, value: Element): Promise<void> => {
    show({ copied: { id, isDone: await copyText(value) } });
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      show({ copied: null });
    }, COPIED_MS);
  };
  return (id, value) => {
    if (value !== null) void copy(id, value);
  };
}

/** The key that copies the text of the element before it. @param what of which it copies, for who does not see it. */
export function renderCopyKey(copied: Copied | null, copy: Copy, id: string, what: string): TemplateResult {
  const word = copied?.id !== id ? 'Copy' : copied.isDone ? 'Copied' : 'Select and copy by hand';
  return html`<button
    type="button"
    class="key key-small"
    data-key="copy-${id}"
    @click=${(event: Event) => {
      copy(id, (event.currentTarget as Element).previousElementSibling);
    }}
  >
    ${word}<span class="spoken"> ${what}</span>
  </button>`;
}

/** Puts the text of an element into the clipboard; false where the browser does not let it. */
async function copyText(element: Element): Promise<boolean> {
  try {
    // It is there on this PC alone: browsers keep it from pages that come over plain http from elsewhere.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard !== undefined) {
      await clipboard.writeText(element.textContent);
      return true;
    }
    window.getSelection()?.selectAllChildren(element);
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- The only other way.
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

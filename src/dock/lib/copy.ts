/** Puts the text of an element into the clipboard; false where the browser does not let it. */
export async function copyText(element: Element): Promise<boolean> {
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

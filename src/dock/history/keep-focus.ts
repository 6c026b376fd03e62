const HOLDS_FOCUS = 'button, input, select, a[href]';

/**
 * Draws. When what held the focus is gone afterwards, the next key takes it, or else the one before; without that the
 * keyboard would start again at the top of the page.
 * @param wanted a selector of what is to take it instead.
 */
export function keepFocus(root: HTMLElement, draw: () => void, wanted?: string): void {
  const held = document.activeElement;
  const all = [...root.querySelectorAll<HTMLElement>(HOLDS_FOCUS)];
  const at = all.findIndex((one) => one === held);
  draw();
  if (at === -1 || all[at]?.isConnected === true) return;
  const nearby = [...all.slice(at + 1), ...all.slice(0, at).reverse()];
  // No field: a phone would open its keyboard.
  const near = nearby.find((one) => one.isConnected && one.matches('button'));
  (wanted === undefined ? near : root.querySelector<HTMLElement>(wanted))?.focus();
}

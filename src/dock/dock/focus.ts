/** Where the keyboard goes on when the element it was on has gone; by what that was named, else by its place. */
const NEXT_KEY = '.next .key-next, .next .key-survived';
const SUCCESSORS: Readonly<Record<string, string>> = {
  map: '[data-key="map-name"]',
  'map-name': '[data-key="map"]',
  offer: '[data-key="undo"]',
  'session-start': '.figures-panel .key',
  'session-end': '.figures-panel .key',
};

/** Draws, and keeps the keyboard from falling back to the page's beginning when a key gives way to the next one. */
export function keepFocus(root: HTMLElement, draw: () => void): void {
  const before = document.activeElement;
  if (!(before instanceof HTMLElement) || !root.contains(before)) {
    draw();
    return;
  }
  const panel = before.closest<HTMLElement>('section');
  const isByKeyboard = before.matches(':focus-visible');
  draw();
  if (before.isConnected) return;
  const successor = successorOf(root, before, panel);
  // Who points with the mouse looks elsewhere: the page stays where it is.
  successor?.focus({ preventScroll: !isByKeyboard });
}

function successorOf(root: HTMLElement, before: HTMLElement, panel: HTMLElement | null): HTMLElement | null {
  const selector = SUCCESSORS[before.dataset['key'] ?? ''];
  if (selector !== undefined) return root.querySelector(selector);
  // Who types goes on typing: the letters must not press a key.
  if (before instanceof HTMLInputElement && panel?.isConnected === true) return panel;
  return root.querySelector(NEXT_KEY);
}

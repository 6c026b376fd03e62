const GAP_PX = 8;

/**
 * Keeps what the keyboard is on from lying under the bottom bar: the browser, scrolling to it, leaves as much room as the
 * bar takes now. To be called once the page is drawn.
 */
export function keepRoomForBottom(): void {
  const bottom = document.querySelector<HTMLElement>('.bottom');
  if (bottom === null) return;
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingBottom = `${bottom.offsetHeight + GAP_PX}px`;
    // The bar has grown over it.
    document.querySelector('main :focus-visible')?.scrollIntoView({ block: 'nearest' });
  }).observe(bottom);
}

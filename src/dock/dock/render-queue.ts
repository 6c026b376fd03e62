/**
 * Draws the page on request, never nested: removing a focused field fires its events while the page is being drawn, and
 * what they change is drawn afterwards.
 */
export function createRenderQueue(draw: () => void): () => void {
  let isDrawing = false;
  let wanted = 0;
  let drawn = 0;
  return () => {
    wanted += 1;
    if (isDrawing) return;
    isDrawing = true;
    try {
      while (drawn < wanted) {
        drawn = wanted;
        draw();
      }
    } finally {
      isDrawing = false;
    }
  };
}

/**
 * Draws the page when it is asked to, once at a time: a field that loses its place while the page is drawn tells of it in
 * the midst of that, and what it has changed is drawn after it.
 */
export function createDrawing(draw: () => void): () => void {
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

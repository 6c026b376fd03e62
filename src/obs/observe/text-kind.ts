/**
 * Whether an input of this kind shows words that we may set: GDI+, FreeType 2 and the text sources of plugins (Pango).
 * OBS takes a `text` setting for any input and keeps it in the collection, so the kind is all that protects a microphone.
 */
export function isTextKind(kind: string): boolean {
  return kind.startsWith('text_');
}

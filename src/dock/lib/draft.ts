/**
 * What was typed into a form and is not stored yet, by the name of its field. A page draws these instead of what the
 * service says, so that news of the raid never takes away what someone is typing; a field without one follows the news.
 */
export type Draft = Readonly<Record<string, string>>;

type Field = HTMLInputElement | HTMLSelectElement;

/** The draft after an `input` event of one of the form's fields. A box that is ticked reads `on`, else nothing. */
export function typed(draft: Draft, event: Event): Draft {
  const field = event.target as Field;
  const value =
    field instanceof HTMLInputElement && field.type === 'checkbox' && !field.checked ? '' : field.value;
  return { ...draft, [field.name]: value };
}

/** The draft after `sent` was stored: what was typed on meanwhile stays. */
export function stored(draft: Draft, sent: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => value !== sent[name]));
}

import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from './key.js';
import type { Offer } from './said.js';

/** The way on that a refusal offers, as a key beside its sentence. */
export function renderOffer(
  offer: Offer | null | undefined,
  model: { readonly pressed: ReadonlySet<string> },
  onPress: (path: string, fields: object) => void,
): TemplateResult {
  if (offer == null) return html`${nothing}`;
  return renderKey(model, {
    id: 'offer',
    label: offer.label,
    look: 'small',
    onPress: () => {
      onPress(offer.path, offer.fields);
    },
  });
}

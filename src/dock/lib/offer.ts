import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { renderKey } from './key.js';
import type { Said } from './said.js';

/** The way on that a refusal offers, as a key beside its sentence. */
export function renderOffer(
  { said, pressed }: { readonly said: Said | null; readonly pressed: ReadonlySet<string> },
  onPress: (path: string, fields: object) => void,
): TemplateResult {
  const offer = said?.offer;
  if (offer === undefined) return html`${nothing}`;
  return renderKey(
    { pressed },
    {
      id: 'offer',
      label: offer.label,
      look: 'small',
      onPress: () => {
        onPress(offer.path, offer.fields);
      },
    },
  );
}

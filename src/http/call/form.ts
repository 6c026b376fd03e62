import { brokenCodeProblem } from './broken-code.js';
import { fieldProblem, type GivenFields } from './fields.js';

/**
 * Reads `a=1&b=two+words`, as in a query string or a form. Unlike URLSearchParams it refuses what cannot be meant:
 * broken percent-encoding, and a name that is there twice (which one would win?).
 */
export function parseForm(text: string): GivenFields {
  const fields = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const split = pair.indexOf('=');
    const name = decoded(split === -1 ? pair : pair.slice(0, split));
    if (fields.has(name)) throw fieldProblem({ [name]: 'is given twice: give it once' });
    fields.set(name, split === -1 ? '' : decoded(pair.slice(split + 1)));
  }
  return fields;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw brokenCodeProblem(text);
  }
}

import { html, svg, type TemplateResult } from 'lit-html';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value in words, and what else is worth saying. */
  readonly words: string;
}

/** Bars that are a table underneath, so that they are read out too; the length is an attribute, no inline style. */
export function renderBars(caption: string, bars: readonly Bar[]): TemplateResult {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<table class="bars">
    <caption class="spoken">
      ${caption}
    </caption>
    <colgroup>
      <col class="bar-name" />
      <col />
    </colgroup>
    <tbody>
      ${bars.map(
        ({ label, value, words }) =>
          html`<tr>
            <th scope="row">${label}</th>
            <td>
              <svg class="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 10">
                ${svg`<rect width=${(value / most) * 100} height="10" />`}
              </svg>
              <span>${words}</span>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

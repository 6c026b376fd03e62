import { html, svg, type TemplateResult } from 'lit-html';
import qrcode from 'qrcode-generator';

/** The light frame that readers of the code need, in modules. */
const MARGIN = 4;

/** The address as a code for a phone's camera. */
export function renderQrCode(address: string): TemplateResult {
  // Of a size that fits; a screen has no scratches that more correction would mend.
  const code = qrcode(0, 'M');
  code.addData(address);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * MARGIN;
  const rows = Array.from({ length: count }, (_, row) => row);
  const path = rows
    .flatMap((row) =>
      rows
        .filter((column) => code.isDark(row, column))
        .map((column) => `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`),
    )
    .join('');
  return html`<svg
    class="qr-code"
    viewBox="0 0 ${size} ${size}"
    role="img"
    aria-label="Code with the address, for the camera of your phone"
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${path} fill="#000" />`}
  </svg>`;
}

import { initWasm, Resvg } from '@resvg/resvg-wasm';
import fs from 'node:fs';
import { createRequire } from 'node:module';

// Runs as WebAssembly and brings its font, so that the same sources give the same bytes on every PC.
const require = createRequire(import.meta.url);
await initWasm(fs.readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
const font = fs.readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'));

/** @param width in pixels; as the SVG says if not given. */
export function drawPng(svg: string, width?: number): Uint8Array {
  const image = new Resvg(svg, {
    font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans Condensed' },
    ...(width === undefined ? {} : { fitTo: { mode: 'width', value: width } }),
  });
  const bytes = image.render().asPng();
  image.free();
  return bytes;
}

import { writeFile } from 'node:fs/promises';
import { collectionJson } from './collection.js';
import { shippedDesigns } from './design.js';
import { collectionFileName, PLATFORMS } from '../lib/obs-platforms.js';

// `npm run scenes`: writes the collections for import; a test holds the files against the description.
for (const platform of PLATFORMS) {
  for (const { fileName, design } of shippedDesigns()) {
    const file = new URL(`../../scenes/${collectionFileName(platform, fileName)}`, import.meta.url);
    await writeFile(file, collectionJson(platform, design));
  }
}

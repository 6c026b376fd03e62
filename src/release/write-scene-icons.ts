import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { ICON_NAMES, ICONS } from '../scenes/icons.js';
import { drawSceneIcon } from './draw-scene-icons.js';

// Part of `npm run scenes`: the small pictures in the scenes; a test holds the files against what is drawn.
const folder = path.join(PACKAGE_ROOT, 'scenes', 'icons');
fs.mkdirSync(folder, { recursive: true });
for (const name of ICON_NAMES) fs.writeFileSync(path.join(folder, ICONS[name].file), drawSceneIcon(name));

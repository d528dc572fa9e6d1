// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  .concat(process.env.MOSTRADOR_CHROMIUM ?? [])
  .reverse()
  .find((candidate) => fs.existsSync(candidate));

export const sourceDir = process.env.MOSTRADOR_SOURCE_DIR ?? path.resolve(here, '../..');

/** The file of hostile strings, or nothing. */
export function hostileFile() {
  const folder = process.env.MOSTRADOR_TEST_DATA ?? path.resolve(sourceDir, '../shared/data');
  const file = path.join(folder, 'hostile_html_payloads.txt.gz');
  return fs.existsSync(file) ? file : null;
}

/** Why the browser tests cannot run here; empty if they can. */
export function missing() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 18 || (major === 18 && minor < 19)) {
    return `node ${process.versions.node} is too old, 18.19 or later is needed`;
  }
  for (const name of ['playwright-core', 'axe-core', 'html-validate']) {
    if (!fs.existsSync(path.join(here, 'node_modules', name))) {
      return `${name} is not installed; run "npm ci" in tests/portal`;
    }
  }
  if (!chromiumPath) {
    return 'chromium is not installed (apt-get install chromium)';
  }
  if (!process.env.MOSTRADOR_SERVER || !fs.existsSync(process.env.MOSTRADOR_SERVER)) {
    return 'MOSTRADOR_SERVER does not name the server program';
  }
  return '';
}

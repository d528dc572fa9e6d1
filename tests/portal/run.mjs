// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The portal in a real browser against the real server, which it starts in a scratch folder. MOSTRADOR_SERVER names the
// program. Names of suites as arguments run only those; MOSTRADOR_SHOTS names a folder for pictures of every page.
import { missing } from './support/prerequisites.mjs';

const why = missing();
if (why) {
  console.log(`SKIPPED: ${why}`);
  process.exit(77);
}
const { after, before, describe } = await import('node:test');
const { raiseStage, strikeStage } = await import('./support/stage.mjs');

const wanted = process.argv.slice(2);
const suites = [];
for (const name of ['journeys', 'forms', 'refusals', 'appearance', 'hostile']) {
  if (wanted.length === 0 || wanted.includes(name)) {
    suites.push(await import(`./suites/${name}.mjs`));
  }
}
describe('portal', () => {
  before(raiseStage);
  after(strikeStage);
  for (const suite of suites) {
    suite.declare();
  }
});

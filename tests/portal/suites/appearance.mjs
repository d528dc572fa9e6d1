// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each page in both languages, light and dark, narrow and wide: accessible, valid, light enough, nothing cut off.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { before, describe } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { sendOpenForm, words } from '../support/portal.mjs';
import { openPage, stage, test } from '../support/stage.mjs';

const require = createRequire(import.meta.url);
const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  // <br /> is how the Markdown library writes it; a title has the customer's own subject, however long.
  rules: { 'void-style': 'off', 'long-title': 'off' },
});
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rulesOfColour = ['color-contrast', 'link-in-text-block', 'target-size', 'focus-order-semantics', 'scrollable-region-focusable'];
const shots = process.env.MOSTRADOR_SHOTS;
const budgetBytes = 100 * 1024;

/** name -> how to get there in a language. */
const pages = {};

export function declare() {
  for (const language of ['es', 'en']) {
    describe(`appearance in ${language}`, () => {

      before(async () => {
        const made = {};
        for (const state of ['new', 'waiting', 'resolved', 'closed', 'cancelled']) {
          made[state] = await stage.server.openByForm({ subject: language === 'es' ? 'La cafetera se apaga sola' : 'The coffee maker turns itself off',
            description: language === 'es' ? 'Se apaga sola cada cinco minutos.\nHe probado otro enchufe y nada.' : 'It turns itself off every five minutes.\nI tried another socket.',
            order_number: 'A-2026-99812' }, [['foto-de-la-cafetera.txt', 'x'.repeat(2000)]], language);
          const incident = await stage.server.incident(made[state].reference);
          if (state !== 'new' && state !== 'cancelled') {
            await stage.server.reply(incident.id, language === 'es' ? 'Hola, Ana:\n\nGracias por las fotos. ¿Qué luces se encienden?\n\n- la roja\n- la verde\n\n| luz | estado |\n|---|---|\n| roja | fija |' : 'Hello Ana,\n\nthank you for the photos. Which lights are on?\n\n- red\n- green\n\n| light | state |\n|---|---|\n| red | on |', 'waiting_customer');
          }
          const steps = { resolved: ['resolved'], closed: ['resolved', 'closed'], cancelled: ['cancelled'] }[state] ?? [];
          for (const status of steps) {
            await stage.server.change(await stage.server.incident(made[state].reference), { status });
          }
        }
        const go = (place) => (page) => page.goto(place);
        Object.assign(pages, {
          home: go(`/${language}`),
          'home-unknown-link': async (page) => {
            await page.goto(`/${language}`);
            await page.getByLabel(words[language].linkLabel).fill('hola');
            await page.getByRole('button', { name: words[language].find }).click();
          },
          open: go(`/${language}/open`),
          'open-errors': async (page) => {
            await page.goto(`/${language}/open`);
            await page.getByLabel(words[language].email, { exact: true }).fill('ana@');
            await sendOpenForm(page, words[language]);
          },
          opened: go(`${made.new.path}/opened`),
          'track-new': go(made.new.path),
          'track-waiting': go(made.waiting.path),
          'track-errors': async (page) => {
            await page.goto(made.waiting.path);
            await page.getByRole('button', { name: words[language].sendMessage }).click();
          },
          'track-resolved': go(`${made.resolved.path}?done=resolve#notice`),
          'track-closed': go(made.closed.path),
          'track-cancelled': go(made.cancelled.path),
          'not-found': go(`/${language}/nothing/here`),
        });
      });

      for (const name of ['home', 'home-unknown-link', 'open', 'open-errors', 'opened', 'track-new', 'track-waiting', 'track-errors',
        'track-resolved', 'track-closed', 'track-cancelled', 'not-found']) {
        test(name, async () => {
          const { page, context, faults } = await openPage({ colorScheme: 'light', viewport: { width: 320, height: 800 } });
          let bytes = 0;
          let sent = '';
          page.on('response', async (response) => {
            const body = await response.body().catch(() => Buffer.alloc(0));
            bytes += body.length;
            if (response.request().resourceType() === 'document' && body.length > 0) {
              sent = body.toString('utf8');
            }
          });
          await pages[name](page);
          await page.waitForLoadState('load');
          await page.evaluate(axeSource);
          if (!name.includes('errors') && name !== 'home-unknown-link') {
            assert.ok(bytes > 0 && bytes <= budgetBytes, `${name} ${language}: ${bytes} bytes`);
            console.log(`# weight ${name} ${language}: ${(bytes / 1024).toFixed(1)} KB`);
          }
          // The page as it was sent: a browser would have put things right.
          const report = await validator.validateString(sent);
          const found = report.results.flatMap((entry) => entry.messages.map((m) => `${m.ruleId} ${m.line}: ${m.message}`));
          assert.deepEqual(found, [], `${name} ${language}: HTML`);
          for (const colorScheme of ['light', 'dark']) {
            for (const width of [320, 1280]) {
              await page.emulateMedia({ colorScheme });
              await page.setViewportSize({ width, height: 800 });
              // Colours pass over to those of the scheme.
              await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
              const where = `${name} ${language} ${colorScheme} ${width}`;
              const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
              assert.ok(wide <= 0, `${where}: ${wide} px too wide`);
              const small = await page.evaluate(() => Array.from(document.querySelectorAll('main a, main button, header a, input, select, textarea'))
                .filter((element) => !element.closest('.trap, .prose, .skip, .summary, dd') && element.type !== 'hidden' && !element.classList.contains('skip'))
                .map((element) => ({ text: element.textContent.trim() || element.id, box: element.getBoundingClientRect() }))
                .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24)).map(({ text }) => text));
              assert.deepEqual(small, [], `${where}: targets below 24 px`);
              // The colours change the findings of few rules.
              const result = await page.evaluate((values) => window.axe.run({ runOnly: values }),
                colorScheme === 'light' ? rules : { type: 'rule', values: rulesOfColour });
              assert.deepEqual(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`), [], where);
              if (shots) {
                fs.mkdirSync(shots, { recursive: true });
                await page.screenshot({ path: path.join(shots, `${name}-${language}-${colorScheme}-${width}.png`), fullPage: true });
              }
            }
          }
          assert.deepEqual(faults.concat(await page.evaluate(() => window.faultsSeen)), [], `${name} ${language}`);
          await context.close();
        });
      }

      test('reflows at four times the size and without styles that need motion', async () => {
        const { page, context } = await openPage({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce', forcedColors: 'active' });
        await page.goto(`/${language}/open`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
        await context.close();
      });
    });
  }
}

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A customer's ways through the portal, in both languages, with and without scripts.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { fillOpenForm, sendOpenForm, words } from '../support/portal.mjs';
import { openPage, stage, test } from '../support/stage.mjs';

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export function declare() {
  for (const language of ['es', 'en']) {
    for (const javaScriptEnabled of [true, false]) {
      const say = words[language];
      describe(`in ${language} ${javaScriptEnabled ? 'with' : 'without'} scripts`, () => {

        test('an incident from the form to its reopening', async () => {
          const { page, context, faults } = await openPage({ javaScriptEnabled, locale: language === 'es' ? 'es-ES' : 'en-GB', timezoneId: 'America/Bogota' });
          await page.goto('/');
          assert.equal(new URL(page.url()).pathname, `/${language}`);
          await page.getByRole('link', { name: say.openIncident }).first().click();

          await fillOpenForm(page, say, {
            subject: 'La cafetera «Aurora» no enciende & gotea',
            description: 'Primera línea.\nSegunda línea con **énfasis** y <b>etiquetas</b>.',
            files: [
              { name: 'foto ñ.png', mimeType: 'image/png', buffer: picture },
              { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert(1)</script>') },
            ],
          });
          await sendOpenForm(page, say);
          assert.match(new URL(page.url()).pathname, new RegExp(`^/${language}/t/[A-Za-z0-9_-]{43}/opened$`));
          assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), say.openedTitle);
          const reference = await page.locator('.reference').innerText();
          assert.match(reference, /^INC-\d{4}-\d{6,}$/);
          const link = await page.locator('.address a').innerText();
          assert.ok(link.startsWith(stage.server.url), link);

          await page.getByRole('link', { name: say.seeIncident }).click();
          assert.equal(page.url(), link);
          assert.ok((await page.title()).includes(reference));
          assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'La cafetera «Aurora» no enciende & gotea');
          const first = page.locator('.message').first();
          assert.match(await first.innerText(), /Primera línea\.\nSegunda línea con énfasis/);
          // The time of the visitor's clock with scripts, of the company's without.
          const time = first.locator('time');
          const clock = new Intl.DateTimeFormat('en-GB', { timeZone: javaScriptEnabled ? 'America/Bogota' : 'Europe/Madrid',
            hour: 'numeric', minute: '2-digit' }).format(new Date(await time.getAttribute('datetime'))).replace(/^0/, '');
          assert.match((await time.innerText()).replace(/ 0/g, ' '), new RegExp(` ${clock}${javaScriptEnabled ? '$' : ' \\(CES?T\\)$'}`));
          assert.equal(await first.locator('.prose b').count(), 0);
          assert.equal(await first.locator('.files a').count(), 2);
          assert.equal(await page.locator('dd', { hasText: 'A-1234' }).count(), 1);

          // Files come back as they were; a picture opens, a page of HTML is only saved.
          const cookies = await context.cookies();
          assert.ok(cookies.every((cookie) => cookie.httpOnly && cookie.sameSite === 'Lax'));
          const hrefs = [await first.locator('.files a').nth(0).getAttribute('href'), await first.locator('.files a').nth(1).getAttribute('href')];
          const bytes = await context.request.get(hrefs[0]);
          assert.deepEqual(await bytes.body(), picture);
          assert.match(bytes.headers()['content-disposition'], /^inline; filename="foto _\.png"; filename\*=UTF-8''foto%20%C3%B1\.png$/);
          const html = await context.request.get(hrefs[1]);
          assert.match(html.headers()['content-disposition'], /^attachment; /);
          assert.equal(html.headers()['x-content-type-options'], 'nosniff');

          // We answer; the customer sees it and replies.
          const incident = await stage.server.incident(reference);
          await stage.server.reply(incident.id, '# Hola\n\nPruebe [esto](https://example.com/ayuda).', 'waiting_customer');
          await page.reload();
          const answer = page.locator('.message').nth(1);
          assert.match(await answer.innerText(), /Pruebe esto\./);
          assert.ok(!(await answer.getAttribute('class')).includes('message-mine'));
          assert.equal(await page.locator('.status-you').count(), 1);

          await page.getByLabel(say.yourMessage).fill('Ahora sí enciende.');
          await page.getByLabel(say.files).setInputFiles([{ name: 'ok.txt', mimeType: 'text/plain', buffer: Buffer.from('ok') }]);
          await page.getByRole('button', { name: say.sendMessage }).click();
          assert.equal(await page.getByRole('status').innerText(), say.doneMessage);
          const reply = page.locator('.message').nth(2);
          assert.match(await reply.innerText(), /Ahora sí enciende\./);
          assert.match(await reply.innerText(), /ok\.txt/);
          assert.equal((await stage.server.incident(reference)).status, 'open');

          // Solved, and then not.
          await page.getByRole('button', { name: say.resolve }).click();
          assert.equal(await page.getByRole('status').innerText(), say.doneResolve);
          assert.equal((await stage.server.incident(reference)).status, 'resolved');
          assert.equal(await page.getByRole('button', { name: say.resolve }).count(), 0);
          await page.getByLabel(say.stillWrong).fill('Vuelve a gotear.');
          await page.getByRole('button', { name: say.reopen }).click();
          assert.equal(await page.getByRole('status').innerText(), say.doneReopen);
          assert.match(await page.locator('.message').last().innerText(), /Vuelve a gotear\./);
          assert.equal((await stage.server.incident(reference)).status, 'open');
          assert.equal((await stage.server.incident(reference)).language, language);

          // The link pasted at home leads back.
          await page.goto(`/${language}`);
          await page.getByLabel(say.linkLabel).fill(`  ${link}  `);
          await page.getByRole('button', { name: say.find }).click();
          assert.equal(page.url(), link);
          assert.deepEqual(faults, []);
          await context.close();
        });

        test('the language switch stays on the page', async () => {
          const { page, context } = await openPage({ javaScriptEnabled });
          const other = language === 'es' ? 'en' : 'es';
          for (const tail of ['', '/open']) {
            await page.goto(`/${language}${tail}`);
            await page.getByRole('link', { name: words[other].ownName, exact: true }).click();
            assert.equal(new URL(page.url()).pathname, `/${other}${tail}`);
            assert.equal(await page.locator('html').getAttribute('lang'), other);
          }
          // The cookie remembers it where no address tells.
          await page.goto('/');
          assert.equal(new URL(page.url()).pathname, `/${other}`);
          await context.close();
        });
      });
    }
  }
}

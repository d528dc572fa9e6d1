// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What forms do when something is wrong, sent twice, or sent by somebody else.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { fillOpenForm, goodFields, postForm, sealedForm, sendOpenForm, words } from '../support/portal.mjs';
import { openPage, stage, test } from '../support/stage.mjs';

const say = words.es;

export function declare() {
  describe('forms', () => {

    for (const javaScriptEnabled of [true, false]) {
      test(`mistakes are told first and beside the fields, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
        const { page, context, faults } = await openPage({ javaScriptEnabled });
        const before = await stage.server.count();
        await page.goto('/es/open');
        await page.getByLabel(say.subject).fill('Se "rompe" & <cae>');
        await page.getByLabel(say.description, { exact: true }).fill('\n  Con sangría\n\n<b>y</b> líneas');
        await page.getByLabel(say.email, { exact: true }).fill('ana@');
        await page.getByLabel(say.files).setInputFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') }]);
        await sendOpenForm(page, say);

        assert.ok((await page.title()).startsWith(say.error), await page.title());
        const summary = page.getByRole('alert');
        assert.match(await summary.innerText(), new RegExp(say.check));
        assert.ok(await page.evaluate(() => document.activeElement?.id === 'errors'), 'the summary has the focus');
        assert.equal(await page.locator('[aria-invalid="true"]').count(), 5); // product, names, e-mail, files to choose again
        for (const anchor of await summary.locator('a').all()) {
          const target = page.locator(await anchor.getAttribute('href'));
          assert.equal(await target.count(), 1);
          const described = (await target.getAttribute('aria-describedby')).split(' ').pop();
          assert.ok((await page.locator(`#${described}`).innerText()).includes(await anchor.innerText()));
        }
        await summary.getByRole('link', { name: say.chooseProduct }).click();
        assert.ok(await page.evaluate(() => document.activeElement?.id === 'product'), 'the link leads to the field');
        assert.match(await page.locator('#email-error').innerText(), say.enterEmail);
        assert.equal(await page.getByLabel(say.subject).inputValue(), 'Se "rompe" & <cae>');
        assert.equal(await page.getByLabel(say.description, { exact: true }).inputValue(), '\n  Con sangría\n\n<b>y</b> líneas');
        assert.equal(await page.getByLabel(say.email, { exact: true }).inputValue(), 'ana@');
        assert.equal(await stage.server.count(), before);

        await fillOpenForm(page, say, { product: 'Otra cosa, o no lo sé' });
        await sendOpenForm(page, say);
        assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), say.openedTitle);
        assert.equal(await stage.server.count(), before + 1);
        assert.deepEqual(faults, []);
        await context.close();
      });
    }

    test('a name that is too long is told with its limit', async () => {
      const { page, context } = await openPage();
      await page.goto('/en/open');
      await fillOpenForm(page, words.en, { givenName: 'x'.repeat(101), subject: 's'.repeat(201) });
      await sendOpenForm(page, words.en);
      assert.match(await page.locator('#given_name-error').innerText(), /Given name: .*100/);
      assert.match(await page.locator('#subject-error').innerText(), /200/);
      await context.close();
    });

    for (const javaScriptEnabled of [true, false]) {
      test(`two clicks give one incident, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
        const { page, context } = await openPage({ javaScriptEnabled });
        const before = await stage.server.count();
        await page.goto('/es/open');
        await fillOpenForm(page, say);
        await page.getByRole('button', { name: say.send, exact: true }).dblclick({ noWaitAfter: true });
        await page.waitForURL(/\/opened$/);
        const confirmation = page.url();
        assert.equal(await stage.server.count(), before + 1);

        // Back, and sent again: the same incident and the same confirmation.
        await page.goBack();
        await page.waitForURL(/\/open$/);
        assert.equal(await page.getByLabel(say.subject).inputValue(), 'No enciende');
        await page.getByRole('button', { name: say.send, exact: true }).click();
        await page.waitForURL(/\/opened$/);
        assert.equal(page.url(), confirmation);
        assert.equal(await stage.server.count(), before + 1);
        await context.close();
      });
    }

    test('the same form sent many times at once gives one incident', async () => {
      const before = await stage.server.count();
      const seal = await sealedForm(stage.server.url, '/es/open');
      const fields = { ...goodFields, form_key: seal.form_key, form_token: seal.form_token };
      const answers = await Promise.all(Array.from({ length: 8 }, () => postForm(stage.server.url, '/es/open', fields, { cookie: seal.cookie })));
      const places = new Set(answers.map((answer) => `${answer.status} ${answer.headers.get('location')}`));
      assert.equal(places.size, 1, [...places].join(', '));
      assert.match([...places][0], /^303 \/es\/t\/[A-Za-z0-9_-]{43}\/opened$/);
      assert.equal(await stage.server.count(), before + 1);

      // Other content under the same key is neither lost nor silently added.
      const other = await postForm(stage.server.url, '/es/open', { ...fields, subject: 'Otra cosa' }, { cookie: seal.cookie });
      assert.equal(other.status, 422);
      const page = await other.text();
      assert.match(page, say.formUsed);
      assert.match(page, /value="Otra cosa"/);
      assert.ok(!page.includes(seal.form_key), 'the next try has another key');
      assert.equal(await stage.server.count(), before + 1);
    });

    test('a form without our cookie, token or key opens nothing', async () => {
      const before = await stage.server.count();
      const seal = await sealedForm(stage.server.url, '/es/open');
      const good = { ...goodFields, form_key: seal.form_key, form_token: seal.form_token };
      const tries = [
        [good, {}],
        [goodFields, { cookie: seal.cookie }],
        [{ ...good, form_token: 'A'.repeat(43) }, { cookie: seal.cookie }],
        [{ ...good, form_key: 'B'.repeat(43) }, { cookie: seal.cookie }],
        [good, { cookie: seal.cookie, 'sec-fetch-site': 'cross-site' }],
      ];
      for (const [fields, headers] of tries) {
        const answer = await postForm(stage.server.url, '/es/open', fields, headers);
        assert.equal(answer.status, 403);
        const page = await answer.text();
        if (!headers['sec-fetch-site']) {
          assert.match(page, say.expired);
          assert.match(page, /value="No enciende"/); // nothing typed is lost
        }
      }
      // Another form's seal does not open this one.
      const home = await sealedForm(stage.server.url, '/es');
      const answer = await postForm(stage.server.url, '/es/open', { ...goodFields, form_key: home.form_key, form_token: home.form_token }, { cookie: home.cookie });
      assert.equal(answer.status, 403);
      assert.equal(await stage.server.count(), before);
    });

    test('with cookies refused the visitor is told, and nothing is lost', async () => {
      const { page, context } = await openPage();
      await page.goto('/es/open');
      await fillOpenForm(page, say);
      await context.clearCookies();
      await sendOpenForm(page, say);
      assert.match(await page.getByRole('alert').innerText(), say.expired);
      assert.equal(await page.getByLabel(say.givenName, { exact: true }).inputValue(), 'Ana María');
      await sendOpenForm(page, say); // now there is a cookie again, but no product is lost either
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), say.openedTitle);
      await context.close();
    });

    test('the trap catches programs and lets people out', async () => {
      const before = await stage.server.count();
      const seal = await sealedForm(stage.server.url, '/es/open');
      const fields = { ...goodFields, form_key: seal.form_key, form_token: seal.form_token, website: 'http://spam.example' };
      const answer = await postForm(stage.server.url, '/es/open', fields, { cookie: seal.cookie });
      assert.equal(answer.status, 422);
      assert.match(await answer.text(), say.trapFilled);
      assert.equal(await stage.server.count(), before);
      const { page, context } = await openPage();
      await page.goto('/es/open');
      const box = await page.locator('#website').boundingBox();
      assert.ok(box.x + box.width < 0, 'people do not see it');
      await context.close();
    });

    test('a link nobody knows is explained', async () => {
      const { page, context } = await openPage();
      await page.goto('/es');
      for (const link of ['hola', `${stage.server.url}/es/t/${'x'.repeat(43)}`, 'javascript:alert(1)']) {
        await page.getByLabel(say.linkLabel).fill(link);
        await page.getByRole('button', { name: say.find }).click();
        assert.match(await page.locator('#link-error').innerText(), say.unknownLink);
        assert.equal(await page.getByLabel(say.linkLabel).inputValue(), link);
      }
      await context.close();
    });

    test('an empty message and a stale page of a resolved incident are explained', async () => {
      const { page, context } = await openPage();
      const incident = await stage.server.openByForm();
      await page.goto(incident.path);
      await page.getByRole('button', { name: say.sendMessage }).click();
      assert.match(await page.locator('#body-error').innerText(), /Escriba su mensaje/);
      assert.ok((await page.title()).startsWith(say.error));
      // Cancelled meanwhile: the message is kept on the page and the state is told.
      await page.getByLabel(say.yourMessage).fill('¿Hola?');
      const now = await stage.server.incident(incident.reference);
      await stage.server.change(now, { status: 'cancelled' });
      await page.getByRole('button', { name: say.sendMessage }).click();
      assert.ok((await page.title()).startsWith(say.error));
      assert.match(await page.getByRole('alert').innerText(), /ha cambiado entretanto/);
      assert.equal(await page.locator('.status-ended').count(), 1);
      assert.equal(await page.getByRole('button', { name: say.sendMessage }).count(), 0);
      await context.close();
    });

    test('another incident of the same customer stays out of reach', async () => {
      const one = await stage.server.openByForm({ subject: 'uno' }, [['uno.txt', 'one']]);
      const two = await stage.server.openByForm({ subject: 'dos' });
      const page = await (await fetch(stage.server.url + one.path)).text();
      const file = /href="([^"]*\/files\/\d+)"/.exec(page)[1];
      assert.equal((await fetch(stage.server.url + file)).status, 200);
      assert.equal((await fetch(stage.server.url + file.replace(one.path, two.path))).status, 404);
      // Nor do internal notes and files show.
      const incident = await stage.server.incident(one.reference);
      await stage.server.note(incident.id, 'secreto interno');
      assert.ok(!(await (await fetch(stage.server.url + one.path)).text()).includes('secreto interno'));
    });

    test('the whole form can be filled in and sent by keyboard', async () => {
      const { page, context } = await openPage();
      await page.goto('/es');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.textContent), say.openIncident);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/open$/);
      const order = [];
      const type = { subject: 'No enciende', description: 'Nada de nada', order_number: '77', given_name: 'Eva', family_name: 'Gil', email: 'eva@example.com' };
      for (let i = 0; i < 30; i += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => ({ id: document.activeElement.id, tag: document.activeElement.tagName,
          outline: getComputedStyle(document.activeElement).outlineStyle }));
        assert.notEqual(at.outline, 'none', `the focus shows on ${at.tag} ${at.id}`);
        if (at.id) {
          order.push(at.id);
        }
        if (at.id === 'product') {
          await page.keyboard.type('Router');
        } else if (type[at.id]) {
          await page.keyboard.type(type[at.id]);
        }
        if (at.tag === 'BUTTON') {
          break;
        }
      }
      assert.deepEqual(order, ['product', 'subject', 'description', 'order_number', 'files', 'given_name', 'family_name', 'email']);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/opened$/);
      await context.close();
    });

    test('scripts say that the form is being sent, count characters and check sizes', async () => {
      const { page, context } = await openPage();
      await page.goto('/es/open');
      await fillOpenForm(page, say);
      const area = page.getByLabel(say.description, { exact: true });
      assert.equal(await page.locator('.counter').isVisible(), false);
      await area.evaluate((element) => { element.value = 'x'.repeat(100_010); element.dispatchEvent(new Event('input')); });
      assert.match(await page.locator('.counter').innerText(), /Caracteres disponibles: [-−]10/);
      await area.fill('corto');
      const most = stage.server.maxBytes;
      await page.getByLabel(say.files).setInputFiles([{ name: 'big.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(most + 1) }]);
      assert.match(await page.locator('#files-size').innerText(), say.filesTooLarge);
      await page.getByLabel(say.files).setInputFiles([]);
      assert.equal(await page.locator('#files-size').count(), 0);
      await page.evaluate(() => {
        window.sent = 0;
        window.addEventListener('submit', (event) => {
          window.sent += event.defaultPrevented ? 0 : 1;
          event.preventDefault();
        });
      });
      const button = page.locator('main form button[type="submit"]');
      await button.click();
      assert.equal(await button.innerText(), say.sending);
      assert.equal(await button.getAttribute('aria-disabled'), 'true');
      await button.click({ force: true });
      assert.equal(await page.evaluate(() => window.sent), 1);
      // Brought back by the browser, the page can be used again.
      await page.evaluate(() => window.dispatchEvent(new Event('pageshow')));
      assert.equal(await button.innerText(), say.send);
      await button.click();
      assert.equal(await page.evaluate(() => window.sent), 2);
      await context.close();
    });

    test('files that are too large together are told on the form', async () => {
      const before = await stage.server.count();
      const seal = await sealedForm(stage.server.url, '/es/open');
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...goodFields, form_key: seal.form_key, form_token: seal.form_token })) {
        body.append(name, value);
      }
      for (const part of [1, 2]) {
        body.append('files', new Blob([Buffer.alloc(Math.floor(stage.server.maxBytes / 2) + 10, part)]), `${part}.bin`);
      }
      const answer = await fetch(`${stage.server.url}/es/open`, { method: 'POST', body, headers: { cookie: seal.cookie }, redirect: 'manual' });
      assert.equal(answer.status, 422);
      assert.match(await answer.text(), say.filesTooLarge);
      assert.equal(await stage.server.count(), before);
    });
  });
}

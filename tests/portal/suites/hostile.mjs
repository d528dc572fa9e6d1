// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hostile texts in every field: shown as text, and nothing in them runs. The policy header is switched off here, so that
// escaping alone has to hold.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { hostileFile } from '../support/prerequisites.mjs';
import { goodFields, postForm, sealedForm } from '../support/portal.mjs';
import { openPage, stage, test } from '../support/stage.mjs';

const own = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' autofocus onfocus=alert(1) x='", '</textarea><svg onload=alert(1)>',
  '</title><script>alert(1)</script>', '{{{html}}}{{t.error}}', '[x](javascript:alert(1))', '![x](http://third.example/x.png)', '<javascript:alert(1)>',
  '[x](data:text/html,<script>alert(1)</script>)', '<a href="javascript:alert(1)">x</a>', '&lt;script&gt;', '\u202Etxt.exe', '[a]: javascript:alert(1)\n[a]'];

/** Of the file's a sample where sanitizers make everything slow; a plain build takes all. */
function payloads() {
  const file = hostileFile();
  const strings = file ? gunzipSync(fs.readFileSync(file)).toString('utf8').split('\n').filter((line) => line.trim()) : [];
  return own.concat(process.env.MOSTRADOR_SLOW_BUILD ? strings.filter((_, i) => i % 5 === 0) : strings);
}

/** What every page loads comes from the server once. */
async function keepStatic(page) {
  const kept = new Map();
  await page.route('**/static/**', async (route) => {
    const address = route.request().url();
    if (!kept.has(address)) {
      const answer = await route.fetch();
      kept.set(address, { status: answer.status(), headers: answer.headers(), body: await answer.body() });
    }
    await route.fulfill(kept.get(address));
  });
}

/** What the page must not have got from a text. */
function intruders() {
  const found = window.faultsSeen.slice();
  const ours = (element) => element.matches('script[src^="/static/"]');
  for (const element of document.querySelectorAll('script, iframe, object, embed, svg, math, base, style, form, video, audio, img, meta, link, marquee')) {
    const known = ours(element) || element.matches('meta[charset], meta[name="viewport"], meta[name="color-scheme"], meta[name="robots"]')
      || element.matches('link[href^="/static/"]') || element.matches('.brand img[src^="/static/"]') || element.matches('main form[method="post"]');
    if (!known) {
      found.push(element.outerHTML.slice(0, 200));
    }
  }
  for (const element of document.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (attribute.name.startsWith('on') || attribute.name === 'style' || attribute.name === 'srcdoc') {
        found.push(`${element.tagName} ${attribute.name}=${attribute.value}`);
      }
    }
  }
  for (const link of document.querySelectorAll('a[href]')) {
    if (!['http:', 'https:', 'mailto:'].includes(link.protocol)) {
      found.push(`link ${link.getAttribute('href')}`);
    }
  }
  return found;
}

export function declare() {
  describe('hostile texts', () => {

    test('kept values of the form', async (t) => {
      if (!hostileFile()) {
        t.diagnostic('the file of hostile strings is not here (MOSTRADOR_TEST_DATA): only our own are tried');
      }
      const { page, context, faults } = await openPage({ bypassCSP: true });
      await keepStatic(page);
      const all = payloads();
      const seal = await sealedForm(stage.server.url, '/es/open');
      const names = ['subject', 'description', 'order_number', 'given_name', 'family_name', 'email', 'website', 'product'];
      let pagesSeen = 0;
      for (let i = 0; i < all.length; i += names.length) {
        const fields = { form_key: seal.form_key, form_token: seal.form_token };
        names.forEach((name, j) => { fields[name] = all[(i + j) % all.length]; });
        const answer = await postForm(stage.server.url, '/es/open', fields, { cookie: seal.cookie });
        if (answer.status === 400) {
          continue; // control characters or broken encoding: refused as a whole
        }
        assert.equal(answer.status, 422);
        await page.route('**/shown', (route) => answer.text().then((body) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' })));
        await page.goto('/shown');
        assert.deepEqual(await page.evaluate(intruders), []);
        const shown = await page.locator('#subject').inputValue();
        assert.equal(shown, fields.subject.replaceAll(/[\r\n]/g, ''));
        await page.unroute('**/shown');
        pagesSeen += 1;
      }
      t.diagnostic(`${all.length} strings on ${pagesSeen} pages`);
      assert.ok(pagesSeen > 0);
      assert.deepEqual(faults, []);
      await context.close();
    });

    test('conversation, subject, names and files', async (t) => {
      const { page, context, faults } = await openPage({ bypassCSP: true });
      const all = payloads().map((text) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ''));
      const perIncident = 90;
      let incidents = 0;
      for (let i = 0; i < all.length; i += perIncident) {
        const chunk = all.slice(i, i + perIncident);
        const fields = { subject: Array.from(chunk[0]).slice(0, 150).join(''), description: chunk.join('\n\n'), given_name: Array.from(chunk[1 % chunk.length]).slice(0, 90).join(''),
          email: `a${i}@example.com`, order_number: Array.from(chunk[2 % chunk.length]).slice(0, 60).join('') };
        const opened = await stage.server.openByForm(fields, [[chunk[3 % chunk.length].slice(0, 80).replaceAll(/[\r\n"]/g, ''), 'x']]);
        await page.goto(opened.path);
        assert.deepEqual(await page.evaluate(intruders), [], opened.path);
        // Each paragraph is alone here: a payload must not swallow the page behind it.
        assert.equal(await page.locator('footer').count(), 1);
        assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
        incidents += 1;
      }
      t.diagnostic(`${all.length} strings in ${incidents} incidents`);
      assert.deepEqual(faults, []);
      await context.close();
    });

    test('the words of a message are kept, whatever they look like', async () => {
      const { page, context } = await openPage();
      const opened = await stage.server.openByForm({ description: 'Sale <script>alert(1)</script> y </div> en la pantalla.\n\n<table><tr><td>hola</td></tr></table>' });
      await page.goto(opened.path);
      const text = await page.locator('.message .prose').first().innerText();
      assert.ok(text.includes('Sale <script>alert(1)</script> y </div> en la pantalla.'), text);
      assert.ok(text.includes('<td>hola</td>'), text);
      await context.close();
    });
  });
}

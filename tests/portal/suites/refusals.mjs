// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything refused is a page people understand; headers; what caches and search engines may keep.
import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { words } from '../support/portal.mjs';
import { openPage, stage, test } from '../support/stage.mjs';

export function declare() {
  describe('refusals and headers', () => {

    test('unknown paths, wrong methods and unknown links are pages', async () => {
      const cases = [
        ['GET', '/es/nada', 404], ['GET', '/fr', 404], ['GET', `/es/t/${'x'.repeat(43)}`, 404], ['GET', '/es/t/short', 404],
        ['GET', `/es/t/${'x'.repeat(43)}/opened`, 404], ['GET', `/es/t/${'x'.repeat(43)}/files/1`, 404],
        ['GET', '/es/%00', 404], ['GET', '/static/none.css', 404], ['DELETE', '/es/open', 405], ['PUT', '/es', 405],
      ];
      for (const [method, path, status] of cases) {
        const answer = await fetch(stage.server.url + path, { method, redirect: 'manual' });
        const text = await answer.text();
        assert.equal(answer.status, status, `${method} ${path}`);
        assert.match(answer.headers.get('content-type'), /^text\/html/, `${method} ${path}`);
        assert.match(text, /<h1>/);
        assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
        if (status === 405) {
          assert.match(answer.headers.get('allow'), /GET/);
        }
      }
      const api = await fetch(`${stage.server.url}/api/v1/nothing`);
      assert.match(api.headers.get('content-type'), /^application\/problem\+json/);
    });

    test('bodies of other types are refused in words', async () => {
      const answer = await fetch(`${stage.server.url}/es/open`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
      assert.equal(answer.status, 415);
      assert.match(await answer.text(), /No hemos podido leer/);
    });

    test('a body over the limit is refused in words', async () => {
      const answer = await fetch(`${stage.server.url}/es/open`, {
        method: 'POST', body: Buffer.alloc(stage.server.maxBytes + 3 * 1024 * 1024), headers: { 'content-type': 'multipart/form-data; boundary=x' },
      }).catch((error) => error);
      if (answer instanceof Error) {
        return; // the connection ends before the body does: that is up to the sender's timing
      }
      assert.equal(answer.status, 413);
      assert.match(await answer.text(), new RegExp(words.es.tooLarge));
    });

    test('the start page is in the language the browser asks for', async () => {
      for (const [accept, place] of [['en-US,en;q=0.9', '/en'], ['es-MX', '/es'], ['fr,en;q=0.1', '/en'], ['fr', '/es'], ['', '/es']]) {
        const answer = await fetch(`${stage.server.url}/`, { headers: { 'accept-language': accept }, redirect: 'manual' });
        assert.equal(answer.status, 303);
        assert.equal(answer.headers.get('location'), place, accept);
        assert.match(answer.headers.get('vary'), /Accept-Language/);
      }
    });

    test('pages carry the headers that keep them safe', async () => {
      const incident = await stage.server.openByForm();
      for (const path of ['/es', '/es/open', incident.path, `${incident.path}/opened`]) {
        const answer = await fetch(stage.server.url + path);
        const policy = answer.headers.get('content-security-policy');
        for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) {
          assert.ok(policy.includes(part), `${path}: ${part}`);
        }
        assert.ok(!policy.includes('unsafe'));
        assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
        assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
        const secret = path.includes('/t/');
        assert.equal(answer.headers.get('x-robots-tag'), secret ? 'noindex, nofollow' : null);
        assert.equal(answer.headers.get('cache-control'), secret ? 'no-store' : 'private, no-cache');
        assert.equal((await answer.text()).includes('name="robots" content="noindex, nofollow"'), secret);
      }
      const robots = await (await fetch(`${stage.server.url}/robots.txt`)).text();
      assert.match(robots, /Disallow: \/es\/t\//);
      const css = /href="(\/static\/portal-[0-9a-f]+\.css)"/.exec(await (await fetch(`${stage.server.url}/es`)).text())[1];
      assert.match((await fetch(stage.server.url + css)).headers.get('cache-control'), /immutable/);
      const head = await fetch(`${stage.server.url}/es`, { method: 'HEAD' });
      assert.equal(head.status, 200);
    });

    test('a page of ours cannot be framed', async () => {
      const { page, context } = await openPage();
      await page.setContent(`<iframe src="${stage.server.url}/es"></iframe>`);
      const frame = page.frames()[1];
      await page.waitForTimeout(300);
      assert.ok(!(await frame.content().catch(() => '')).includes('brand'));
      await context.close();
    });
  });
}

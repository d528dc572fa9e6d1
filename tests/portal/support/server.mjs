// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real server on free ports, with a database of its own in a scratch folder.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { goodFields, sealedForm } from './portal.mjs';

const program = process.env.MOSTRADOR_SERVER;
const email = 'admin@example.com';

async function freePorts(count) {
  const sockets = await Promise.all(Array.from({ length: count }, () => new Promise((resolve, reject) => {
    const socket = net.createServer().once('error', reject).listen(0, '127.0.0.1', () => resolve(socket));
  })));
  const ports = sockets.map((socket) => socket.address().port);
  await Promise.all(sockets.map((socket) => new Promise((resolve) => { socket.close(resolve); })));
  return ports;
}

async function until(condition, what, milliseconds = 20000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    if (await condition()) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(`waited in vain for ${what}`);
    }
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

export async function startServer() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mostrador-portal-'));
  const [port, operations, feed] = await freePorts(3);
  const maxBytes = 1024 * 1024;
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TZ: 'UTC',
    MOSTRADOR_PORTAL_TIME_ZONE: 'Europe/Madrid',
    LANG: 'C.UTF-8',
    MOSTRADOR_SERVER_LISTEN: `127.0.0.1:${port}`,
    MOSTRADOR_SERVER_OPERATIONS_LISTEN: `127.0.0.1:${operations}`,
    MOSTRADOR_SERVER_FEED_LISTEN: `127.0.0.1:${feed}`,
    MOSTRADOR_SERVER_PUBLIC_URL: url,
    MOSTRADOR_PORTAL_COMPANY_NAME: 'Tienda Aurora',
    MOSTRADOR_ATTACHMENTS_MAX_BYTES: String(maxBytes),
    MOSTRADOR_LOG_LEVEL: 'warning',
  };
  for (const name of ['ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'TSAN_OPTIONS']) {
    if (process.env[name]) {
      env[name] = process.env[name];
    }
  }
  const admin = (...args) => execFileSync(program, ['admin', ...args, '--data-dir', folder], { env, encoding: 'utf8' });
  const password = admin('create-admin', '--email', email, '--name', 'Marta Ruiz', '--print-password-only').trim();
  admin('create-product', '--sku', 'RX-200', '--name', 'Router X200');
  admin('create-product', '--sku', 'CA-12', '--name', 'Cafetera Aurora Deluxe de 12 tazas con molinillo integrado y pantalla');

  const log = fs.openSync(path.join(folder, 'server.log'), 'a');
  const child = spawn(program, ['serve', '--data-dir', folder], { env, stdio: ['ignore', log, log] });
  let ended = null;
  child.once('exit', (code, signal) => { ended = `${code ?? signal}`; });
  process.once('exit', () => child.kill('SIGKILL'));
  const readLog = () => fs.readFileSync(path.join(folder, 'server.log'), 'utf8');
  try {
    await until(async () => {
      if (ended !== null) {
        throw new Error(`the server ended with ${ended}:\n${readLog()}`);
      }
      return fetch(`${url}/es`).then((answer) => answer.ok, () => false);
    }, 'the server');
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }

  let token = '';
  async function api(method, place, body, headers = {}) {
    const answer = await fetch(`${url}/api/v1${place}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${place}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
  token = (await api('POST', '/sessions', { email, password })).token;

  const incident = (reference) => api('GET', `/incidents/by-reference/${reference}`);
  return {
    url,
    maxBytes,
    api,
    incident,
    count: async () => (await api('GET', '/incidents/count?q=')).count,
    reply: (id, body, status) => api('POST', `/incidents/${id}/messages`, { internal: false, body, ...(status ? { status } : {}) }),
    note: (id, body) => api('POST', `/incidents/${id}/messages`, { internal: true, body }),
    change: (now, change) => api('PATCH', `/incidents/${now.id}`, change, { 'if-match': `"${now.version}"` }),
    /** Opens an incident by the form, without a browser. */
    async openByForm(fields = {}, files = [], language = 'es') {
      const seal = await sealedForm(url, `/${language}/open`);
      const body = new FormData();
      const all = { ...goodFields, ...fields, form_key: seal.form_key, form_token: seal.form_token };
      for (const [name, value] of Object.entries(all)) {
        body.append(name, value);
      }
      for (const [name, content] of files) {
        body.append('files', new Blob([content]), name);
      }
      const answer = await fetch(`${url}/${language}/open`, { method: 'POST', body, headers: { cookie: seal.cookie }, redirect: 'manual' });
      if (answer.status !== 303) {
        const page = await answer.text();
        assert.fail(`the form was answered with ${answer.status}: ${(/<div class="summary"[\s\S]*?<\/div>/.exec(page) ?? [page])[0]}`);
      }
      const place = answer.headers.get('location').replace(/\/opened$/, '');
      const page = await (await fetch(url + place)).text();
      return { path: place, reference: /INC-\d{4}-\d{6,}/.exec(page)[0] };
    },
    async stop() {
      if (ended === null) {
        child.kill('SIGTERM');
        await until(() => ended !== null, 'the server to end').catch(() => child.kill('SIGKILL'));
      }
      const text = readLog();
      fs.rmSync(folder, { recursive: true, force: true });
      assert.equal(ended, '0', `the server ends well:\n${text}`);
      assert.ok(!/ASSERT|runtime error|AddressSanitizer/.test(text), text);
    },
  };
}

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One server and one browser for all suites.
import nodeTest from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumPath } from './prerequisites.mjs';
import { startServer } from './server.mjs';

/** A test that does not hang. */
export const test = (name, run) => nodeTest(name, { timeout: 180000 }, run);

export const stage = { server: null, browser: null };

export async function raiseStage() {
  stage.server = await startServer();
  stage.browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

export async function strikeStage() {
  await stage.browser?.close();
  await stage.server?.stop();
}

/** Opens a page of its own context; records what must never happen. */
export async function openPage(options = {}) {
  const context = await stage.browser.newContext({
    baseURL: stage.server.url,
    locale: 'es-ES',
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const faults = [];
  await context.addInitScript(() => {
    window.faultsSeen = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.faultsSeen.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) {
      faults.push(`console: ${message.text()}`);
    }
  });
  page.on('request', (request) => {
    const address = request.url();
    if (!address.startsWith(stage.server.url) && !address.startsWith('data:')) {
      faults.push(`third party: ${address}`);
    }
  });
  return { page, context, faults };
}

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holds recorded exchanges against the API's description.
//   node contract.mjs <openapi.json> <exchanges.jsonl>
// Each line of the second file: {"method", "path" (below /api/v1), "status", "type", "headers", "request", "response"}.
// Checked: the path, method, status, media type and declared headers are described; the response fits its schema; a request
// that succeeded fits its schema too. Exit 77: the validator is not installed (npm ci in tests/portal).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , descriptionFile, exchangesFile] = process.argv;
let Ajv, addFormats;
try {
    const require = createRequire(new URL('../../portal/package.json', import.meta.url));
    Ajv = require('ajv/dist/2020.js').default;
    addFormats = require('ajv-formats').default;
} catch (error) {
    console.log(`ajv is missing: ${error.message.split('\n')[0]}`);
    process.exit(77);
}

const description = JSON.parse(readFileSync(descriptionFile, 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(description, 'api');

const resolve = (thing) => {
    if (!thing?.$ref) return thing;
    return thing.$ref.slice(2).split('/').reduce((at, key) => at[key.replace(/~1/g, '/').replace(/~0/g, '~')], description);
};
const escape = (key) => encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
const validators = new Map();
const validatorAt = (pointer) => {
    if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `api#${pointer}` }));
    return validators.get(pointer);
};

// Paths without parameters first, as the router does.
const templates = Object.keys(description.paths)
    .map((path) => ({
        path,
        literal: !path.includes('{'),
        pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }))
    .sort((a, b) => Number(b.literal) - Number(a.literal) || b.path.length - a.path.length);

const faults = new Map();
const complain = (exchange, what) => {
    const line = `${exchange.method} ${exchange.path.split('?')[0].replace(/\d+/g, 'N')} -> ${exchange.status}: ${what}`;
    faults.set(line, (faults.get(line) ?? 0) + 1);
};
const told = (validate) =>
    validate.errors
        .slice(0, 4)
        .map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`)
        .join('; ');
// What the listener or the router answers to any request, whatever the route.
const general = new Set([404, 405, 411, 413, 414, 431, 501, 503]);

let checked = 0;
for (const line of readFileSync(exchangesFile, 'utf8').split('\n')) {
    if (!line) continue;
    const exchange = JSON.parse(line);
    if (exchange.method === 'HEAD' || exchange.method === 'OPTIONS') continue;
    checked += 1;
    const path = exchange.path.split('?')[0];
    const isProblem = exchange.type.startsWith('application/problem+json');
    if (exchange.status >= 400 && !isProblem) complain(exchange, `is ${exchange.type}, not a problem`);
    if (isProblem && !validatorAt('/components/schemas/Problem')(exchange.response))
        complain(exchange, told(validatorAt('/components/schemas/Problem')));
    if (isProblem && exchange.response.status !== exchange.status) complain(exchange, 'the problem tells another status');
    const template = templates.find((t) => t.pattern.test(path))?.path;
    const operation = template && description.paths[template][exchange.method.toLowerCase()];
    if (!operation) {
        if (exchange.status !== 404 && exchange.status !== 405) complain(exchange, 'is not described');
        continue;
    }
    if (exchange.status >= 500 && exchange.status !== 503) complain(exchange, 'a failure of ours');
    const response = resolve(operation.responses[exchange.status]);
    if (!response) {
        if (!general.has(exchange.status)) complain(exchange, 'this status is not described');
        continue;
    }
    const where = operation.responses[exchange.status].$ref
        ? operation.responses[exchange.status].$ref.slice(1)
        : `/paths/${escape(template)}/${exchange.method.toLowerCase()}/responses/${exchange.status}`;
    const types = Object.keys(response.content ?? {});
    const type = exchange.type.split(';')[0];
    if (types.length && !types.includes(type) && !types.includes('*/*')) complain(exchange, `is ${exchange.type}, not ${types}`);
    if (types.includes(type) && exchange.response !== null) {
        const validate = validatorAt(`${where}/content/${escape(type)}/schema`);
        if (!validate(exchange.response)) complain(exchange, told(validate));
    }
    for (const name of Object.keys(response.headers ?? {})) {
        const optional = ['link', 'idempotency-replayed', 'retry-after'].includes(name.toLowerCase());
        if (!optional && !exchange.headers.includes(name.toLowerCase())) complain(exchange, `lacks ${name}`);
    }
    if (exchange.status < 300 && exchange.request && operation.requestBody) {
        const requestType = Object.keys(operation.requestBody.content)[0];
        const validate = validatorAt(
            `/paths/${escape(template)}/${exchange.method.toLowerCase()}/requestBody/content/${escape(requestType)}/schema`);
        if (requestType === 'application/json' && !validate(exchange.request))
            complain(exchange, `the request was taken but does not fit: ${told(validate)}`);
    }
}
for (const [line, times] of faults) console.log(`${line}${times > 1 ? ` (${times} times)` : ''}`);
if (!checked) console.log('no exchange was recorded');
process.exit(faults.size || !checked ? 1 : 0);

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later

/** What the pages say, as the tests look for it. */
export const words = {
  es: {
    ownName: 'Español',
    openIncident: 'Abrir una incidencia',
    product: 'Producto',
    subject: 'El problema en pocas palabras',
    description: '¿Qué ha ocurrido?',
    orderNumber: /Número de pedido/,
    files: /Fotos o documentos/,
    givenName: 'Nombre',
    familyName: 'Apellidos',
    email: 'Correo electrónico',
    send: 'Enviar',
    sending: 'Enviando…',
    openedTitle: 'Hemos recibido su incidencia',
    seeIncident: 'Ver mi incidencia',
    yourMessage: 'Su mensaje',
    sendMessage: 'Enviar mensaje',
    doneMessage: 'Hemos recibido su mensaje.',
    resolve: 'Marcar como resuelta',
    doneResolve: 'Gracias. La incidencia queda marcada como resuelta.',
    stillWrong: '¿Qué sigue fallando?',
    reopen: 'Reabrir la incidencia',
    doneReopen: 'La incidencia vuelve a estar abierta.',
    linkLabel: 'Enlace a su incidencia',
    find: 'Buscar mi incidencia',
    unknownLink: /No reconocemos este enlace/,
    check: 'Revise el formulario',
    chooseProduct: 'Elija un producto, u «Otra cosa».',
    enterEmail: /como nombre@ejemplo\.com/,
    expired: /Aún no se ha enviado nada/,
    formUsed: /Ya envió este formulario con otro contenido/,
    trapFilled: /Borre el campo/,
    error: 'Error: ',
    notFound: 'No encontramos esta página',
    tooLarge: 'Lo que ha enviado es demasiado grande',
    filesTooLarge: /Estos archivos son demasiado grandes/,
  },
  en: {
    ownName: 'English',
    openIncident: 'Open an incident',
    product: 'Product',
    subject: 'The problem in a few words',
    description: 'What happened?',
    orderNumber: /Order number/,
    files: /Photos or documents/,
    givenName: 'Given name',
    familyName: 'Family name',
    email: 'E-mail address',
    send: 'Send',
    sending: 'Sending…',
    openedTitle: 'We have received your incident',
    seeIncident: 'See my incident',
    yourMessage: 'Your message',
    sendMessage: 'Send message',
    doneMessage: 'We have received your message.',
    resolve: 'Mark as resolved',
    doneResolve: 'Thank you. The incident is marked as resolved.',
    stillWrong: 'What is still wrong?',
    reopen: 'Reopen the incident',
    doneReopen: 'The incident is open again.',
    linkLabel: 'Link to your incident',
    find: 'Find my incident',
    unknownLink: /We do not know this link/,
    check: 'Please check the form',
    chooseProduct: 'Choose a product, or “Something else”.',
    enterEmail: /such as name@example\.com/,
    expired: /Nothing has been sent yet/,
    formUsed: /You have already sent this form with other content/,
    trapFilled: /Clear the field/,
    error: 'Error: ',
    notFound: 'We cannot find this page',
    tooLarge: 'What you sent is too large',
    filesTooLarge: /These files are too large/,
  },
};

/** Fills the form in as a visitor does, by its labels. */
export async function fillOpenForm(page, say, values = {}) {
  await page.getByLabel(say.product).selectOption({ label: values.product ?? 'Router X200' });
  await page.getByLabel(say.subject).fill(values.subject ?? 'No enciende');
  await page.getByLabel(say.description, { exact: true }).fill(values.description ?? 'No hace nada.');
  await page.getByLabel(say.orderNumber).fill(values.orderNumber ?? 'A-1234');
  await page.getByLabel(say.givenName, { exact: true }).fill(values.givenName ?? 'Ana María');
  await page.getByLabel(say.familyName, { exact: true }).fill(values.familyName ?? 'Núñez');
  await page.getByLabel(say.email, { exact: true }).fill(values.email ?? 'ana@example.com');
  if (values.files) {
    await page.getByLabel(say.files).setInputFiles(values.files);
  }
}

export async function sendOpenForm(page, say) {
  await page.getByRole('button', { name: say.send, exact: true }).click();
  await page.waitForLoadState('load');
}

/** A sealed form by plain HTTP: cookie and hidden fields, as a browser would send them. */
export async function sealedForm(baseUrl, path) {
  const answer = await fetch(baseUrl + path);
  const page = await answer.text();
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const hidden = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)[1];
  return { cookie, page, form_key: hidden('form_key'), form_token: hidden('form_token') };
}

/** Posts fields as multipart/form-data without following the redirect. */
export async function postForm(baseUrl, path, fields, headers = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    body.append(name, value);
  }
  return fetch(baseUrl + path, { method: 'POST', body, headers, redirect: 'manual' });
}

export const goodFields = {
  product: 'other',
  subject: 'No enciende',
  description: 'No hace nada.',
  order_number: '',
  given_name: 'Ana',
  family_name: 'Núñez',
  email: 'ana@example.com',
  website: '',
};

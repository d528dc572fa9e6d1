// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/formseal.h"

#include "portal/cookies.h"
#include "services/crypto.h"

#include <QCryptographicHash>

#include <algorithm>

namespace mostrador::portal {

namespace crypto = services::crypto;

namespace {

constexpr qsizetype randomLength = 43; // 256 bits in base64url

QString keyField()
{
    return QStringLiteral("form_key");
}

QString tokenField()
{
    return QStringLiteral("form_token");
}

bool looksRandom(const QByteArray &text)
{
    return text.size() == randomLength && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_';
           });
}

QByteArray random()
{
    return crypto::randomToken(QString()).toLatin1();
}

QByteArray tokenFor(const QByteArray &purpose, const QByteArray &key, const QByteArray &cookie)
{
    // Key and cookie have one length, so the parts cannot be shifted against each other.
    return crypto::base64Url(crypto::keyedHash("portal-form:" + key + ':' + cookie + ':' + purpose)).toLatin1();
}

void addPart(QCryptographicHash &hash, const QByteArray &part)
{
    hash.addData(QByteArray::number(part.size()) + ':');
    hash.addData(part);
}

} // namespace

FormSeal FormSeal::make(const http::Request &request, const QByteArray &purpose)
{
    return again(request, purpose, random());
}

FormSeal FormSeal::again(const http::Request &request, const QByteArray &purpose, const QByteArray &key)
{
    FormSeal seal;
    QByteArray cookie = cookies::read(request, cookies::form).value_or(QByteArray());
    if (!looksRandom(cookie)) {
        cookie = random();
        seal.m_setCookie = cookies::make(request, cookies::form, cookie);
    }
    seal.m_key = looksRandom(key) ? key : random();
    seal.m_token = tokenFor(purpose, seal.m_key, cookie);
    return seal;
}

FormSeal::Verdict FormSeal::check(const http::Request &request, const http::Form &form, const QByteArray &purpose)
{
    // The pages send no referrer, so their Origin is "null"; Sec-Fetch-Site is there whatever the referrer policy.
    const QByteArray site = request.header("sec-fetch-site");
    if (!site.isEmpty() && site != "same-origin" && site != "none")
        return Verdict::Foreign;
    const QByteArray cookie = cookies::read(request, cookies::form).value_or(QByteArray());
    const QByteArray key = keyOf(form);
    if (!looksRandom(cookie) || !looksRandom(key))
        return Verdict::Stale;
    const QByteArray token = form.value(tokenField()).toLatin1();
    return crypto::equal(token, tokenFor(purpose, key, cookie)) ? Verdict::Good : Verdict::Stale;
}

QByteArray FormSeal::keyOf(const http::Form &form)
{
    return form.value(keyField()).toLatin1();
}

QByteArray FormSeal::contentHash(const http::Request &request, const http::Form &form)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    // Not the language: who changes it and sends again means the same.
    addPart(hash, request.path.section(QLatin1Char('/'), 2).toUtf8());
    for (const auto &[name, value] : form.fields) {
        if (name == keyField() || name == tokenField())
            continue;
        addPart(hash, name.toUtf8());
        addPart(hash, value.toUtf8());
    }
    for (const http::FormFile &file : form.files) {
        addPart(hash, file.field.toUtf8());
        addPart(hash, file.fileName.toUtf8());
        addPart(hash, QCryptographicHash::hash(file.content, QCryptographicHash::Sha256));
    }
    return hash.result().toHex();
}

Data FormSeal::toData() const
{
    Data data;
    data.set("key", portal::toData(m_key));
    data.set("token", portal::toData(m_token));
    return data;
}

} // namespace mostrador::portal

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>

namespace mostrador::http {

struct Request;

/// An answer. Plain value; made in a worker, written in the I/O thread.
struct Response
{
    int status = 200;
    QByteArray contentType; ///< empty: no body
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;

    Response &withHeader(const QByteArray &name, const QByteArray &value);

    static Response json(const QJsonObject &object, int status = 200);
    static Response jsonBytes(const QByteArray &json, int status = 200);
    static Response html(const QByteArray &page, int status = 200);
    static Response text(const QByteArray &text, int status = 200);
    /// 303 See Other: POST, redirect, GET.
    static Response seeOther(const QByteArray &location);
    static Response noContent();
    /// application/problem+json (RFC 9457), with Retry-After where the problem has one. The cause goes to the log.
    static Response problem(const Problem &problem, const QString &requestId);
};

} // namespace mostrador::http

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/reply.h"

#include <QTest>

namespace mostrador::console {

/// Runs a request to its end.
template <typename T>
Answer<T> outcome(ReplyOf<T> *reply, int timeoutMs = 20'000)
{
    std::optional<Answer<T>> result;
    QObject context;
    reply->then(&context, [&](const Answer<T> &answer) { result = answer; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, timeoutMs))
        return Failure{Failure::Kind::Local, {}, QStringLiteral("no answer in time"), {}};
    return *result;
}

/// What went wrong, for the message of a failed check.
template <typename T>
QString faultOf(const Answer<T> &answer)
{
    return answer ? QString()
                  : QStringLiteral("kind %1, %2: %3")
                        .arg(static_cast<int>(answer.error().kind))
                        .arg(toString(answer.error().problem.code), answer.error().detail);
}

} // namespace mostrador::console

/// Fails the test, saying why, unless the answer is a good one.
#define VERIFY_ANSWER(answer)                                                                                          \
    do {                                                                                                               \
        const auto &verifiedAnswer = (answer); /* once: it may be a request */                                         \
        QVERIFY2(verifiedAnswer, qPrintable(mostrador::console::faultOf(verifiedAnswer)));                             \
    } while (false)

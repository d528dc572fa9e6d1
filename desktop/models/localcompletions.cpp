// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchtext.h"
#include "models/localanswers.h"
#include "protocol/codecs.h"
#include "protocol/completionjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

// What may be written in a search while the server is away: the language's own, and what the copy has by name.
namespace mostrador::console {

namespace {

using searchquery::Completion;
using searchquery::Field;

/// Every word begins one of the name's words.
bool begins(const QString &words, const QString &name)
{
    const QString folded = u' ' + foldForSearch(name);
    const QStringList all = foldForSearch(words).split(u' ', Qt::SkipEmptyParts);
    return std::all_of(all.begin(), all.end(), [&](const QString &word) { return folded.contains(u' ' + word); });
}

void addValue(QList<Completion> &result, const QString &begun, const QString &value, const QString &label = {})
{
    if (begins(begun, value + u' ' + label))
        result.append(searchquery::valueCompletion(value, label));
}

} // namespace

bool LocalAnswers::answerCompletions(const QUrlQuery &query, QObject *context, const Handler &handler)
{
    const LocalStore &store = m_data.store();
    const QString text = query.queryItemValue(QStringLiteral("q"), QUrl::FullyDecoded);
    const auto fragment = searchquery::fragmentAt(text, query.queryItemValue(QStringLiteral("cursor")).toInt());
    searchquery::Completions result;
    if (fragment) {
        result = {fragment->offset, fragment->length, searchquery::languageCompletions(*fragment)};
        const QString &begun = fragment->text;
        QList<Completion> values;
        if (fragment->field == Field::Assignee) {
            for (const Employee &employee : store.employees()) {
                if (employee.active)
                    addValue(values, begun, employee.name, employee.email);
            }
        } else if (fragment->field == Field::Team) {
            for (const Team &team : store.teams())
                addValue(values, begun, team.name);
        } else if (fragment->field == Field::Product) {
            for (const Product &product : store.products())
                addValue(values, begun, product.name, product.sku);
        } else if (fragment->field == Field::Customer && !begun.isEmpty()) {
            for (const Customer &customer : store.customers()) {
                const QString name = QStringLiteral("%1 %2").arg(customer.givenName, customer.familyName).trimmed();
                if (customer.email.isEmpty())
                    addValue(values, begun, name);
                else
                    addValue(values, begun, customer.email, name);
            }
        }
        std::sort(values.begin(), values.end(), [](const Completion &a, const Completion &b) {
            return QString::localeAwareCompare(a.text, b.text) < 0;
        });
        result.items = (result.items + values).mid(0, searchquery::mostCompletions);
    }
    const RawAnswer answer{200, QJsonDocument(codec::toJson(result)).toJson(QJsonDocument::Compact),
                           QByteArrayLiteral("application/json")};
    // Never from within the call that asks.
    QTimer::singleShot(0, context, [handler, answer] { handler(answer); });
    return true;
}

} // namespace mostrador::console

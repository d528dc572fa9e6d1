// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "portal/templates.h"
#include "support/words.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>

namespace mostrador::portal {

/// Everything the pages say in one language. Made once per language at start; const members are thread-safe.
class Tongue
{
public:
    explicit Tongue(const QString &language);

    const QString &language() const { return m_language; }
    /// The language's own name for itself, such as "Español".
    const QString &ownName() const { return m_ownName; }
    const Words &words() const { return *m_words; }
    /// The sentence of a key in portalKeys(). Stops the program for a key that is not there: that is a defect.
    QString say(const char *key) const;
    /// The plural form of a key whose sentence has "%n".
    QString say(const char *key, int n) const;
    /// What templates reach as {{t.key}}.
    const Data &table() const { return m_table; }

private:
    QString m_language;
    QString m_ownName;
    std::unique_ptr<Words> m_words;
    QHash<QByteArray, QString> m_texts;
    Data m_table;
};

/// The keys of all sentences, in the order of the table.
QStringList portalKeys();

} // namespace mostrador::portal

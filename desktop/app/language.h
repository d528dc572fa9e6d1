// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/words.h"

#include <QObject>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTranslator;
QT_END_NAMESPACE

namespace mostrador::console {

/// The language of the whole program: the console's own texts, those shared with the server, Qt's own dialogs, numbers
/// and dates. References to it stay good when the language changes. GUI thread.
class Language final : public Words
{
public:
    Language();
    ~Language() override;

    /// BCP 47, or empty: the system's. Windows get a LanguageChange event; those that do not follow it are to be made
    /// anew.
    void use(const QString &wanted);

    QString text(const char *context, const char *source, int n = -1) const override;
    QLocale locale() const override;

private:
    std::unique_ptr<Catalogue> m_shared;
    std::vector<std::unique_ptr<QTranslator>> m_installed;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTranslator;
QT_END_NAMESPACE

namespace mostrador {

/// Gives sentences in one language. The console has one for the whole program, the server one per language and asks
/// the right one per request (so nothing is installed globally there). Const members are thread-safe.
class Words
{
public:
    virtual ~Words() = default;
    /// The translation of @p source in @p context; @p n chooses the plural form where it is >= 0. The source text
    /// itself where a catalogue has no entry.
    virtual QString text(const char *context, const char *source, int n = -1) const = 0;
    /// For dates and numbers.
    virtual QLocale locale() const = 0;
    /// BCP 47: "es" or "en".
    QString language() const;
};

/// Words from compiled Qt Linguist catalogues in the resources: ":/translations/<name>_<language>.qm" for each name.
class Catalogue final : public Words
{
public:
    /// @p language is a supported one; see supportedLanguages().
    Catalogue(const QString &language, const QStringList &names);
    ~Catalogue() override;
    QString text(const char *context, const char *source, int n = -1) const override;
    QLocale locale() const override { return m_locale; }

private:
    QLocale m_locale;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

/// "es" and "en", the default first.
const QStringList &supportedLanguages();
/// The supported language that suits an Accept-Language header (RFC 9110 section 12.5.4) best, or the default.
QString languageFor(const QString &acceptLanguage);
bool isSupportedLanguage(const QString &language);

} // namespace mostrador

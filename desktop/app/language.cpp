// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace mostrador::console {

namespace {

QString suited(const QString &wanted)
{
    if (isSupportedLanguage(wanted))
        return wanted;
    for (const QString &tag : QLocale::system().uiLanguages()) {
        const QString language = tag.section(u'-', 0, 0);
        if (isSupportedLanguage(language))
            return language;
    }
    return QStringLiteral("en");
}

/// The system's locale where it speaks the language, for its country's way to write dates and numbers.
QLocale localeOf(const QString &language)
{
    const QLocale system = QLocale::system();
    const QLocale wanted(language);
    return system.language() == wanted.language() ? system : wanted;
}

} // namespace

Language::Language()
    : m_shared(std::make_unique<Catalogue>(QStringLiteral("en"), QStringList{QStringLiteral("shared")}))
{}

Language::~Language()
{
    for (const auto &translator : m_installed)
        QCoreApplication::removeTranslator(translator.get());
}

void Language::use(const QString &wanted)
{
    const QString language = suited(wanted);
    for (const auto &translator : m_installed)
        QCoreApplication::removeTranslator(translator.get());
    m_installed.clear();
    m_shared = std::make_unique<Catalogue>(language, QStringList{QStringLiteral("shared")});
    QLocale::setDefault(localeOf(language));
    const auto install = [this](const QString &file, const QString &folder) {
        auto translator = std::make_unique<QTranslator>();
        if (!translator->load(file, folder))
            return;
        QCoreApplication::installTranslator(translator.get());
        m_installed.push_back(std::move(translator));
    };
    install(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(QStringLiteral("console_") + language, QStringLiteral(":/translations"));
}

QString Language::text(const char *context, const char *source, int n) const
{
    return m_shared->text(context, source, n);
}

QLocale Language::locale() const
{
    return QLocale();
}

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchtext.h"

#include <array>

namespace mostrador {

QString foldForSearch(const QString &text)
{
    const QString decomposed = text.normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(decomposed.size());
    bool blank = true;
    for (const QChar c : decomposed) {
        if (c.isMark())
            continue;
        if (c.isSpace() || c.unicode() < 0x20) {
            if (!blank)
                folded += u' ';
            blank = true;
            continue;
        }
        blank = false;
        folded += c;
    }
    while (folded.endsWith(u' '))
        folded.chop(1);
    return folded.toCaseFolded();
}

QStringList searchWords(const QString &text)
{
    QStringList words;
    QString word;
    for (const QChar c : foldForSearch(text)) {
        if (c.isLetterOrNumber() || c.isSurrogate()) {
            word += c;
        } else if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

QString stemPrefix(const QString &foldedWord)
{
    // Endings of nouns, adjectives and verbs, longest first. What is left has at least four letters, so that few other
    // words begin with it.
    static const std::array endings{
        QLatin1String("aciones"), QLatin1String("iciones"), QLatin1String("amientos"), QLatin1String("imientos"),
        QLatin1String("amiento"), QLatin1String("imiento"), QLatin1String("adoras"),   QLatin1String("adores"),
        QLatin1String("iendo"),   QLatin1String("adora"),   QLatin1String("acion"),    QLatin1String("icion"),
        QLatin1String("ieron"),   QLatin1String("ations"),  QLatin1String("ation"),    QLatin1String("aban"),
        QLatin1String("arian"),   QLatin1String("erian"),   QLatin1String("irian"),    QLatin1String("aron"),
        QLatin1String("ando"),    QLatin1String("adas"),    QLatin1String("ados"),     QLatin1String("idas"),
        QLatin1String("idos"),    QLatin1String("ador"),    QLatin1String("ings"),     QLatin1String("iones"),
        QLatin1String("aba"),     QLatin1String("ada"),     QLatin1String("ado"),      QLatin1String("ara"),
        QLatin1String("era"),     QLatin1String("ira"),     QLatin1String("ian"),      QLatin1String("ida"),
        QLatin1String("ido"),     QLatin1String("ing"),     QLatin1String("ion"),      QLatin1String("ies"),
        QLatin1String("amos"),    QLatin1String("emos"),    QLatin1String("imos"),     QLatin1String("ed"),
        QLatin1String("es"),      QLatin1String("ia"),      QLatin1String("ar"),       QLatin1String("er"),
        QLatin1String("ir"),      QLatin1String("an"),      QLatin1String("en"),       QLatin1String("as"),
        QLatin1String("os"),      QLatin1String("io"),      QLatin1String("a"),        QLatin1String("e"),
        QLatin1String("o"),       QLatin1String("s"),       QLatin1String("y"),
    };
    constexpr qsizetype least = 4;
    for (const QLatin1String &ending : endings) {
        if (foldedWord.size() >= ending.size() + least && foldedWord.endsWith(ending))
            return foldedWord.chopped(ending.size());
    }
    return foldedWord;
}

} // namespace mostrador

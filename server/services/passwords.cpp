// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/passwords.h"

#include "model/limits.h"
#include "services/settings.h"

#include <QJsonObject>
#include <QSet>

namespace mostrador::services::passwords {

namespace {

/// Stems that stand first in published lists of leaked passwords, in English and Spanish. With the twelve characters
/// asked for, people take one of them and append or repeat; so a password is common if little but a stem is in it.
const QStringList &stems()
{
    static const QStringList list =
        QStringLiteral(
            "password passwort passw0rd p4ssword pa55word contrasena contraseña contrasenya clave claveacceso "
            "micontrasena mipassword "
            "admin administrator administrador root superuser usuario user guest invitado test testing prueba demo "
            "default "
            "changeme cambiame change letmein dejameentrar welcome bienvenido bienvenida hello hola holamundo "
            "helloworld "
            "iloveyou teamo tequiero teamomucho tequieromucho amor amormio love lovely loveme princess princesa "
            "sunshine monkey dragon football futbol baseball basketball soccer superman batman spiderman pokemon "
            "starwars master shadow michael jennifer jordan hunter killer trustno1 freedom whatever secret secreto "
            "qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc 1q2w3e4r 1q2w3e4r5t "
            "1qaz2wsx "
            "abc123 abcdef abcdefgh abcd1234 a1b2c3 123456 1234567 12345678 123456789 1234567890 987654321 0987654321 "
            "111111 000000 666666 123123 123321 654321 112233 121212 159753 147258369 "
            "barcelona realmadrid atleticomadrid madrid valencia sevilla espana españa andalucia mexico argentina "
            "colombia "
            "alejandro alejandra fernando francisco carlos daniel david maria mariajose juancarlos joseluis antonio "
            "manuel "
            "estrella corazon corazón familia family mariposa butterfly chocolate computer ordenador internet server "
            "servidor "
            "company empresa support soporte helpdesk service servicio customer cliente incident incidencia ticket "
            "mostrador "
            "summer verano winter invierno spring primavera autumn otoño otono monday lunes january enero google "
            "facebook "
            "microsoft windows linux debian ubuntu oracle postgres postgresql samsung iphone android access acceso "
            "login "
            "correcthorsebatterystaple correct horse battery staple thisisapassword thisismypassword "
            "estaesmicontrasena "
            "mypassword newpassword nuevacontrasena temporal temporary security seguridad private privado office "
            "oficina "
            "jesus jesuschrist jesucristo dios blessed angel angeles liverpool arsenal chelsea manchester charlie "
            "ginger "
            "cookie pepper cheese banana naranja orange purple silver golden diamond flower forever always nothing "
            "matrix phoenix mustang ferrari mercedes corvette harley yamaha thunder ranger tigger yankees cowboys "
            "steelers "
            "ashley michelle jessica nicole daniela andrea thomas robert william matthew andrew joshua anthony patrick "
            "samantha elizabeth victoria valentina gabriela fernanda carolina veronica alexander santiago sebastian "
            "nicolas "
            "zaq12wsx zaq1zaq1 xsw21qaz 1qazxsw2 q1w2e3r4 q1w2e3r4t5 asdf1234 qwer1234 aa123456 a123456 147258 789456 "
            "789456123 456789 101010 202020 696969 777777 888888 999999 555555 222222 333333 444444")
            .split(u' ');
    return list;
}

/// Case, look-alike digits and separators do not make a password another one.
QString plain(const QString &text)
{
    QString out;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC).toCaseFolded()) {
        if (c.isLetterOrNumber())
            out.append(c);
    }
    return out;
}

QString withoutLookAlikes(QString text)
{
    for (QChar &c : text) {
        switch (c.unicode()) {
        case '@':
        case '4':
            c = u'a';
            break;
        case '3':
            c = u'e';
            break;
        case '1':
        case '!':
            c = u'i';
            break;
        case '0':
            c = u'o';
            break;
        case '$':
        case '5':
            c = u's';
            break;
        case '7':
            c = u't';
            break;
        default:
            break;
        }
    }
    return text;
}

/// True if @p text goes along a keyboard row, the alphabet or the digits, up or down, from any place.
bool isRun(const QString &text)
{
    static const QStringList rows = {QStringLiteral("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"),
                                     QStringLiteral("01234567890123456789012345678901234567890123456789"),
                                     QStringLiteral("qwertyuiopasdfghjklzxcvbnm"),
                                     QStringLiteral("qwertyuiopasdfghjklñzxcvbnm"),
                                     QStringLiteral("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"),
                                     QStringLiteral("1q2w3e4r5t6y7u8i9o0p"),
                                     QStringLiteral("qazwsxedcrfvtgbyhnujmikolp")};
    for (const QString &row : rows) {
        QString back = row;
        std::reverse(back.begin(), back.end());
        if (row.contains(text) || back.contains(text))
            return true;
    }
    return false;
}

/// True if a piece of at most 4 characters repeated makes the text, or a longer piece that is common itself.
bool isRepetition(const QString &text)
{
    for (qsizetype size = 1; size <= text.size() / 2; ++size) {
        bool same = true;
        for (qsizetype i = size; same && i < text.size(); ++i)
            same = text.at(i) == text.at(i % size);
        if (same && (size <= 4 || isCommon(text.left(size))))
            return true;
    }
    return false;
}

/// True if what is left of @p text without the stems in it is too short to count.
bool isMostlyStems(QString text)
{
    static const QStringList sorted = [] {
        QStringList list;
        for (const QString &stem : stems())
            list.append(plain(stem));
        std::sort(list.begin(), list.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
        return list;
    }();
    bool found = false;
    for (const QString &stem : sorted) {
        if (stem.size() < 4 || !text.contains(stem))
            continue;
        text.remove(stem);
        found = true;
    }
    return found && text.size() < 6;
}

} // namespace

bool isCommon(const QString &password)
{
    const QString text = plain(password);
    if (text.size() < 4 || isRun(text) || isMostlyStems(text) || isRepetition(text))
        return true;
    const QString letters = plain(withoutLookAlikes(password.toCaseFolded()));
    return letters != text && isMostlyStems(letters);
}

std::optional<FieldError> check(const QString &password, const QString &pointer, const QStringList &ownWords)
{
    const auto count = password.normalized(QString::NormalizationForm_KC).toUcs4().size();
    if (password.isEmpty())
        return FieldError{pointer, FieldErrorCode::Required, {}};
    if (count < limits::passwordMin)
        return FieldError{pointer, FieldErrorCode::TooShort, {{QStringLiteral("min"), limits::passwordMin}}};
    if (count > limits::password)
        return FieldError{pointer, FieldErrorCode::TooLong, {{QStringLiteral("max"), limits::password}}};
    if (password.contains(QChar(u'\0')))
        return FieldError{pointer, FieldErrorCode::ControlCharacters, {}};

    const FieldError refused{
        pointer, FieldErrorCode::NotAllowed, {{QStringLiteral("reason"), QStringLiteral("common_password")}}};
    if (isCommon(password))
        return refused;
    const QString text = plain(password);
    QStringList words = ownWords;
    words.append(settings().companyName);
    for (const QString &word : std::as_const(words)) {
        QStringList parts{word};
        parts += word.split(u'@');
        parts += word.split(u' ');
        for (const QString &part : std::as_const(parts)) {
            const QString own = plain(part);
            if (own.size() >= 4 && text.contains(own) && text.size() - own.size() < 6)
                return refused;
        }
    }
    return std::nullopt;
}

} // namespace mostrador::services::passwords

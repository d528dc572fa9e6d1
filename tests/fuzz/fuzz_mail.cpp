// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mails to customers: subject, given name, family name, address and the employee's reply, with lines "%%" between them.
// Whatever they hold, the mail has the header fields we write and no other, goes to one address, and says what was
// written.
#include "delivery/mail.h"
#include "delivery/mailtexts.h"
#include "htmlcheck.h"
#include "parsedmail.h"
#include "protocol/jsonreader.h"
#include "target.h"

namespace mostrador::fuzz::mail {

using delivery::Mail;
using delivery::MailSubject;
using delivery::MailTexts;

/// One line of a header field, as a reader shows it.
static QString oneLine(const QString &text)
{
    QString out = text;
    for (QChar &c : out) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return out.simplified();
}

/// What a reader shows of a field's value (RFC 2047). Written here because GMime's own reading stops at the padding of
/// a base64 word that is followed by another. @p phrase: of a name, which may be quoted.
static QString shown(QString value, bool phrase)
{
    static const QRegularExpression token(
        QStringLiteral(
            "(\\s*)(=\\?(?:utf-8|us-ascii)\\?([bq])\\?([^ ?]*)\\?=(?=\\s|$)|\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s\"]+|\")"),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression escaped(QStringLiteral("\\\\(.)"));
    value.remove(QLatin1String("\r\n"));
    QByteArray out;
    bool afterEncoded = false;
    for (auto each = token.globalMatch(value); each.hasNext();) {
        const auto match = each.next();
        const bool encoded = match.capturedStart(4) >= 0;
        if (!(encoded && afterEncoded))
            out += match.captured(1).toUtf8();
        afterEncoded = encoded;
        const QByteArray bytes = match.captured(4).toLatin1();
        if (encoded && match.captured(3).toLower() == QLatin1String("b"))
            out += QByteArray::fromBase64(bytes);
        else if (encoded)
            out += QByteArray::fromPercentEncoding(QByteArray(bytes).replace('_', ' '), '=');
        else if (phrase && match.capturedStart(5) >= 0)
            out += match.captured(5).replace(escaped, QStringLiteral("\\1")).toUtf8();
        else
            out += match.captured(2).toUtf8();
    }
    return QString::fromUtf8(out).simplified(); // a fold may have been a tab
}

static QString field(const QByteArray &bytes, const QByteArray &name)
{
    const QByteArray head = "\r\n" + bytes.left(bytes.indexOf("\r\n\r\n") + 2);
    qsizetype at = head.indexOf("\r\n" + name + ":");
    if (at < 0)
        return {};
    at += name.size() + 3;
    qsizetype end = head.indexOf("\r\n", at);
    while (end + 2 < head.size() && (head.at(end + 2) == ' ' || head.at(end + 2) == '\t'))
        end = head.indexOf("\r\n", end + 2);
    return QString::fromLatin1(head.mid(at, end - at));
}

/// The head, looked at byte by byte and not by a library.
static void checkHead(const QByteArray &bytes)
{
    static const QList<QByteArray> known{"from",           "to",           "subject",          "date",
                                         "message-id",     "in-reply-to",  "references",       "mime-version",
                                         "auto-submitted", "content-type", "content-language", "x-mostrador-incident"};
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    check(end > 0, "a mail without a head");
    const QByteArray head = bytes.left(end + 2);
    check(!head.contains('\0'), "a NUL in the head", QString::fromUtf8(head));
    QList<QByteArray> seen;
    qsizetype at = 0;
    while (at < head.size()) {
        const qsizetype lineEnd = head.indexOf("\r\n", at);
        const QByteArray line = head.mid(at, lineEnd - at);
        at = lineEnd + 2;
        check(!line.contains('\r') && !line.contains('\n'), "half a line end in the head", QString::fromUtf8(head));
        check(line.size() <= 998, "a line longer than mail allows", QString::fromUtf8(head));
        for (const char c : line)
            check(static_cast<unsigned char>(c) < 0x7f, "bytes beyond ASCII in the head", QString::fromUtf8(head));
        if (line.startsWith(' ') || line.startsWith('\t')) {
            check(!seen.isEmpty() && !line.trimmed().isEmpty(), "a continuation of nothing", QString::fromUtf8(head));
            continue;
        }
        const QByteArray name = line.left(line.indexOf(':')).toLower();
        check(known.contains(name), "a field nobody wrote", QString::fromUtf8(head));
        check(!seen.contains(name), "a field twice", QString::fromUtf8(head));
        seen.append(name);
    }
    for (const char *needed : {"from", "to", "subject", "date", "message-id", "mime-version", "content-type"})
        check(seen.contains(needed), "a field is missing", QString::fromUtf8(head));
    for (const QByteArray &line : bytes.split('\n'))
        check(line.size() <= 999, "a line longer than mail allows");
}

static QString withLineFeeds(QString text)
{
    return text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
}

static void checkMail(const MailTexts &texts, const QString &address, const QString &name)
{
    Mail mail;
    mail.fromName = QStringLiteral("Tienda Ñandú, S.L.");
    mail.fromAddress = QStringLiteral("help@example.org");
    mail.toName = name;
    mail.toAddress = address;
    mail.subject = texts.subject;
    mail.text = texts.text;
    mail.html = texts.html;
    mail.language = QStringLiteral("es");
    mail.date = Timestamp::fromMilliseconds(1'750'000'000'000);
    mail.messageId = QStringLiteral("1.2.abc@example.org");
    mail.references = {QStringLiteral("1.1.abc@example.org")};
    mail.incidentReference = QStringLiteral("INC-2026-000002");
    const QByteArray bytes = toMime(mail);
    checkHead(bytes);
    const test::ParsedMail parsed = test::parseMail(bytes);
    const QString whole = QString::fromUtf8(bytes);
    check(parsed.senders == QStringList{mail.fromAddress}, "another sender", whole);
    check(parsed.recipients == QStringList{address}, "other recipients", whole);
    const QString to = field(bytes, "To");
    const QString toName = to.contains(u'<') ? shown(to.left(to.lastIndexOf(u'<')), true) : QString();
    check(toName == oneLine(name), "another name", toName + u'\n' + oneLine(name) + u'\n' + whole);
    const QString subject = shown(field(bytes, "Subject"), false);
    check(subject == oneLine(texts.subject), "another subject",
          subject + u'\n' + oneLine(texts.subject) + u'\n' + whole);
    check(parsed.parts == 2, "parts nobody wrote", whole);
    check(withLineFeeds(parsed.text) == withLineFeeds(texts.text), "another text", parsed.text + u'\n' + whole);
    check(withLineFeeds(parsed.html) == withLineFeeds(texts.html), "another page", parsed.html + u'\n' + whole);
}

MOSTRADOR_FUZZ_TARGET(mail)
{
    static const Catalogue spanish(QStringLiteral("es"), {QStringLiteral("server")});
    static const Catalogue english(QStringLiteral("en"), {QStringLiteral("server")});
    const QList<QByteArray> parts = sections(input, 5);
    // Neither JSON nor forms let U+0000 in.
    const auto text = [&](qsizetype i) { return QString::fromUtf8(parts.at(i)).remove(QChar(u'\0')); };
    const QString address = cleanEmail(text(3)).value_or(QStringLiteral("ana@example.org"));
    MailSubject subject;
    subject.incident.reference = QStringLiteral("INC-2026-000002");
    subject.incident.subject = text(0);
    subject.greetingName = text(1);
    subject.trackingUrl = QStringLiteral("https://example.org/t/abc?lang=es");
    subject.company = QStringLiteral("Tienda Ñandú, S.L.");
    subject.replyMarkdown = text(4);
    subject.files = static_cast<int>(input.size() % 3);
    const QString name = subject.greetingName + u' ' + text(2);
    const QStringList page{QStringLiteral("html"),  QStringLiteral("head"), QStringLiteral("meta"),
                           QStringLiteral("title"), QStringLiteral("body"), QStringLiteral("div")};
    for (const Words *words : {&spanish, &english}) {
        for (const MailTexts &texts : {replyTexts(subject, *words), resolvedTexts(subject, *words)}) {
            const QString doctype = QStringLiteral("<!DOCTYPE html>\n");
            check(texts.html.startsWith(doctype), "a page of no kind");
            checkHtml(texts.html.mid(doctype.size()), page);
            checkMail(texts, address, name);
        }
        const MailTexts receipt = receiptTexts(subject, *words);
        MailSubject bare = subject;
        bare.incident.subject.clear();
        bare.greetingName.clear();
        bare.replyMarkdown.clear();
        const MailTexts other = receiptTexts(bare, *words);
        check(receipt.subject == other.subject && receipt.text == other.text && receipt.html == other.html,
              "a receipt that carries a stranger's words");
    }
}

} // namespace mostrador::fuzz::mail

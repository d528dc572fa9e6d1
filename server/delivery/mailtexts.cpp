// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/mailtexts.h"

#include "services/markdown.h"

#include <QStringList>

namespace mostrador::delivery {

namespace {

constexpr const char *context = "mail";

const char *const greetingWithName = QT_TRANSLATE_NOOP("mail", "Hello %1,");
const char *const greeting = QT_TRANSLATE_NOOP("mail", "Hello,");
const char *const receiptSubject = QT_TRANSLATE_NOOP("mail", "[%1] We have received your request");
const char *const receiptLead = QT_TRANSLATE_NOOP("mail", "We have received your request. Its reference is %1.");
const char *const receiptNext = QT_TRANSLATE_NOOP(
    "mail", "We will write to this address when we answer. On your request's page you can see how it stands, "
            "add information and send files:");
const char *const receiptKeep =
    QT_TRANSLATE_NOOP("mail", "Keep this link to yourself: whoever has it can see your request.");
const char *const receiptMistake =
    QT_TRANSLATE_NOOP("mail", "If you did not send us a request, you can ignore this mail.");
const char *const replySubject = QT_TRANSLATE_NOOP("mail", "Re: [%1] %2");
const char *const replyLead = QT_TRANSLATE_NOOP("mail", "We have answered your request %1:");
const char *const replyFiles = QT_TRANSLATE_N_NOOP("mail", "The answer comes with %n file(s); see the page below.");
const char *const replyNext =
    QT_TRANSLATE_NOOP("mail", "To reply, to send files or to see the whole conversation, open your request's page:");
const char *const resolvedLead = QT_TRANSLATE_NOOP("mail", "We have marked your request %1 as resolved.");
const char *const resolvedNext = QT_TRANSLATE_N_NOOP(
    "mail", "If the problem is still there, you can reopen your request within %n day(s) on its page:");
const char *const signature = QT_TRANSLATE_NOOP("mail", "%1 customer service");

/// Builds both parts of a mail side by side, paragraph by paragraph.
class Letter
{
public:
    Letter(const MailSubject &subject, const Words &words, bool byName)
        : m_subject(subject)
        , m_words(words)
    {
        if (byName && !subject.greetingName.isEmpty())
            paragraph(say(greetingWithName).arg(subject.greetingName));
        else
            paragraph(say(greeting));
    }

    QString say(const char *source, int n = -1) const { return m_words.text(context, source, n); }

    void paragraph(const QString &text)
    {
        m_text.append(text);
        m_html.append(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
    }
    void link(const QString &url)
    {
        m_text.append(url);
        m_html.append(QStringLiteral("<p><a href=\"%1\">%1</a></p>").arg(url.toHtmlEscaped()));
    }
    void reply(const QString &markdown)
    {
        m_text.append(markdown.trimmed());
        m_html.append(
            QStringLiteral("<div style=\"border-left:3px solid #888;padding-left:12px;margin:16px 0\">%1</div>")
                .arg(services::markdownToHtml(markdown)));
    }
    MailTexts finish(const QString &mailSubject)
    {
        paragraph(say(signature).arg(m_subject.company));
        return {mailSubject, m_text.join(QLatin1String("\n\n")) + u'\n',
                QStringLiteral(
                    "<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title></head>\n"
                    "<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\n%3\n</body></html>\n")
                    .arg(m_words.language(), mailSubject.toHtmlEscaped(), m_html.join(u'\n'))};
    }

private:
    const MailSubject &m_subject;
    const Words &m_words;
    QStringList m_text;
    QStringList m_html;
};

QString answerSubject(const MailSubject &subject, const Words &words)
{
    return words.text(context, replySubject).arg(subject.incident.reference, subject.incident.subject);
}

} // namespace

MailTexts receiptTexts(const MailSubject &subject, const Words &words)
{
    Letter letter(subject, words, false);
    letter.paragraph(letter.say(receiptLead).arg(subject.incident.reference));
    letter.paragraph(letter.say(receiptNext));
    letter.link(subject.trackingUrl);
    letter.paragraph(letter.say(receiptKeep));
    letter.paragraph(letter.say(receiptMistake));
    return letter.finish(letter.say(receiptSubject).arg(subject.incident.reference));
}

MailTexts replyTexts(const MailSubject &subject, const Words &words)
{
    Letter letter(subject, words, true);
    letter.paragraph(letter.say(replyLead).arg(subject.incident.reference));
    letter.reply(subject.replyMarkdown);
    if (subject.files > 0)
        letter.paragraph(letter.say(replyFiles, subject.files));
    letter.paragraph(letter.say(replyNext));
    letter.link(subject.trackingUrl);
    return letter.finish(answerSubject(subject, words));
}

MailTexts resolvedTexts(const MailSubject &subject, const Words &words)
{
    Letter letter(subject, words, true);
    letter.paragraph(letter.say(resolvedLead).arg(subject.incident.reference));
    if (!subject.replyMarkdown.isEmpty())
        letter.reply(subject.replyMarkdown);
    if (subject.files > 0)
        letter.paragraph(letter.say(replyFiles, subject.files));
    letter.paragraph(letter.say(resolvedNext, subject.reopenDays));
    letter.link(subject.trackingUrl);
    return letter.finish(answerSubject(subject, words));
}

} // namespace mostrador::delivery

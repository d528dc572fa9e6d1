// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/portalwords.h"

#include <QCoreApplication>

namespace mostrador::portal {

namespace {

struct Entry
{
    const char *key;
    const char *source;
};

// The sources are English and stand as they are in the English pages; translations/portal_<language>.ts has the others.
constexpr Entry entries[] = {
    // Frame
    {"skip", QT_TRANSLATE_NOOP("Portal", "Skip to the content")},
    {"language", QT_TRANSLATE_NOOP("Portal", "Language")},
    {"service", QT_TRANSLATE_NOOP("Portal", "Customer service")},
    {"error", QT_TRANSLATE_NOOP("Portal", "Error")},
    {"optional", QT_TRANSLATE_NOOP("Portal", "(optional)")},
    {"sending", QT_TRANSLATE_NOOP("Portal", "Sending…")},
    {"counter", QT_TRANSLATE_NOOP("Portal", "Characters left: %1")},
    // Home
    {"home_page", QT_TRANSLATE_NOOP("Portal", "Help with your purchase")},
    {"home_title", QT_TRANSLATE_NOOP("Portal", "How can we help you?")},
    {"home_lead", QT_TRANSLATE_NOOP("Portal", "Tell us what is wrong with something you bought from us. "
                                              "You need no account.")},
    {"home_open_title", QT_TRANSLATE_NOOP("Portal", "Something does not work")},
    {"home_open_text",
     QT_TRANSLATE_NOOP("Portal", "Describe the problem in your own words. It takes about three minutes. "
                                 "If you have them at hand, these help us:")},
    {"home_need1", QT_TRANSLATE_NOOP("Portal", "the order number")},
    {"home_need2", QT_TRANSLATE_NOOP("Portal", "photos or documents that show the problem")},
    {"home_open_action", QT_TRANSLATE_NOOP("Portal", "Open an incident")},
    {"home_find_title", QT_TRANSLATE_NOOP("Portal", "You already wrote to us")},
    {"home_find_text",
     QT_TRANSLATE_NOOP("Portal", "Open the link from our e-mail, or paste it here to read our answers, "
                                 "write to us and see how things stand.")},
    {"home_find_label", QT_TRANSLATE_NOOP("Portal", "Link to your incident")},
    {"home_find_action", QT_TRANSLATE_NOOP("Portal", "Find my incident")},
    {"find_required", QT_TRANSLATE_NOOP("Portal", "Paste the link to your incident.")},
    {"find_unknown", QT_TRANSLATE_NOOP("Portal", "We do not know this link. Copy all of it, from “http” to its end.")},
    {"steps_title", QT_TRANSLATE_NOOP("Portal", "How it works")},
    {"step1_title", QT_TRANSLATE_NOOP("Portal", "You tell us")},
    {"step1_text", QT_TRANSLATE_NOOP("Portal", "You get a reference and a private link at once.")},
    {"step2_title", QT_TRANSLATE_NOOP("Portal", "We look into it")},
    {"step2_text", QT_TRANSLATE_NOOP("Portal", "A person reads your message and answers you there.")},
    {"step3_title", QT_TRANSLATE_NOOP("Portal", "You decide when it is solved")},
    {"step3_text", QT_TRANSLATE_NOOP("Portal", "If the solution does not hold, reopen the incident.")},
    // Open an incident
    {"open_title", QT_TRANSLATE_NOOP("Portal", "Open an incident")},
    {"open_lead", QT_TRANSLATE_NOOP("Portal", "Fill in every field that is not marked as optional.")},
    {"open_what", QT_TRANSLATE_NOOP("Portal", "What happened")},
    {"open_you", QT_TRANSLATE_NOOP("Portal", "About you")},
    {"product", QT_TRANSLATE_NOOP("Portal", "Product")},
    {"product_choose", QT_TRANSLATE_NOOP("Portal", "Choose a product")},
    {"product_other", QT_TRANSLATE_NOOP("Portal", "Something else, or I do not know")},
    {"product_required", QT_TRANSLATE_NOOP("Portal", "Choose a product, or “Something else”.")},
    {"subject", QT_TRANSLATE_NOOP("Portal", "The problem in a few words")},
    {"subject_hint", QT_TRANSLATE_NOOP("Portal", "For example: the screen stays black")},
    {"subject_required", QT_TRANSLATE_NOOP("Portal", "Write in a few words what the problem is.")},
    {"description", QT_TRANSLATE_NOOP("Portal", "What happened?")},
    {"description_hint",
     QT_TRANSLATE_NOOP("Portal", "What did you do, what did you expect, and what happened instead?")},
    {"description_required", QT_TRANSLATE_NOOP("Portal", "Tell us what happened.")},
    {"order_number", QT_TRANSLATE_NOOP("Portal", "Order number")},
    {"files", QT_TRANSLATE_NOOP("Portal", "Photos or documents")},
    {"files_hint", QT_TRANSLATE_NOOP("Portal", "Up to %1 files, together no larger than %2.")},
    {"files_too_large", QT_TRANSLATE_NOOP("Portal", "These files are too large. Together they may have %1.")},
    {"files_too_many", QT_TRANSLATE_NOOP("Portal", "Choose at most %1 files.")},
    {"files_again", QT_TRANSLATE_NOOP("Portal", "Choose your files again: the browser does not keep them.")},
    {"given_name", QT_TRANSLATE_NOOP("Portal", "Given name")},
    {"given_name_required", QT_TRANSLATE_NOOP("Portal", "Enter your given name.")},
    {"family_name", QT_TRANSLATE_NOOP("Portal", "Family name")},
    {"family_name_required", QT_TRANSLATE_NOOP("Portal", "Enter your family name.")},
    {"email", QT_TRANSLATE_NOOP("Portal", "E-mail address")},
    {"email_hint", QT_TRANSLATE_NOOP("Portal", "We write to this address when there is news.")},
    {"email_required", QT_TRANSLATE_NOOP("Portal", "Enter your e-mail address.")},
    {"email_invalid", QT_TRANSLATE_NOOP("Portal", "Enter an e-mail address such as name@example.com.")},
    {"trap", QT_TRANSLATE_NOOP("Portal", "Leave this field empty")},
    {"trap_filled", QT_TRANSLATE_NOOP("Portal", "Clear the field “Leave this field empty” and send the form again. "
                                                "Programs fill it in, people do not.")},
    {"open_note", QT_TRANSLATE_NOOP("Portal", "We use these details only to work on this incident.")},
    {"open_send", QT_TRANSLATE_NOOP("Portal", "Send")},
    {"errors_heading", QT_TRANSLATE_NOOP("Portal", "Please check the form")},
    {"form_expired", QT_TRANSLATE_NOOP("Portal", "Nothing has been sent yet: the page was open for too long, or your "
                                                 "browser refuses cookies. Please send the form again.")},
    {"form_used", QT_TRANSLATE_NOOP("Portal", "You have already sent this form with other content, and we received it. "
                                              "Send it again only if you want to send this content too.")},
    {"field_fault", QT_TRANSLATE_NOOP("Portal", "%1: %2")},
    // Confirmation
    {"opened_title", QT_TRANSLATE_NOOP("Portal", "We have received your incident")},
    {"opened_reference", QT_TRANSLATE_NOOP("Portal", "Your reference is")},
    {"opened_link_title", QT_TRANSLATE_NOOP("Portal", "Your private link")},
    {"opened_link_text",
     QT_TRANSLATE_NOOP("Portal", "Here you read our answers and write to us. Keep it, and share it only "
                                 "with people who may read this incident.")},
    {"opened_link_action", QT_TRANSLATE_NOOP("Portal", "See my incident")},
    {"next_title", QT_TRANSLATE_NOOP("Portal", "What happens next")},
    {"next1_title", QT_TRANSLATE_NOOP("Portal", "You get an e-mail")},
    {"next1_text",
     QT_TRANSLATE_NOOP("Portal", "It has the reference and the same link. If it does not arrive, look in the "
                                 "spam folder.")},
    {"next1_keep_title", QT_TRANSLATE_NOOP("Portal", "Keep your link")},
    {"next1_keep_text", QT_TRANSLATE_NOOP("Portal", "Save it or write it down: it is your way back to this incident.")},
    {"next2_title", QT_TRANSLATE_NOOP("Portal", "We read your message")},
    {"next2_text", QT_TRANSLATE_NOOP("Portal", "A colleague takes the incident and asks if something is missing.")},
    {"next3_title", QT_TRANSLATE_NOOP("Portal", "We answer you")},
    {"next3_text", QT_TRANSLATE_NOOP("Portal", "We send you an e-mail for each answer.")},
    {"next3_look_text", QT_TRANSLATE_NOOP("Portal", "You find our answer behind your link.")},
    // Tracking
    {"incident", QT_TRANSLATE_NOOP("Portal", "Incident")},
    {"facts", QT_TRANSLATE_NOOP("Portal", "Details")},
    {"fact_reference", QT_TRANSLATE_NOOP("Portal", "Reference")},
    {"fact_product", QT_TRANSLATE_NOOP("Portal", "Product")},
    {"fact_order", QT_TRANSLATE_NOOP("Portal", "Order number")},
    {"fact_opened", QT_TRANSLATE_NOOP("Portal", "Opened")},
    {"fact_updated", QT_TRANSLATE_NOOP("Portal", "Last news")},
    {"conversation", QT_TRANSLATE_NOOP("Portal", "Conversation")},
    {"you", QT_TRANSLATE_NOOP("Portal", "You")},
    {"employee_of", QT_TRANSLATE_NOOP("Portal", "%1, %2")},
    {"attached", QT_TRANSLATE_NOOP("Portal", "Attached files")},
    {"more_messages", QT_TRANSLATE_NOOP("Portal", "Later messages")},
    {"reply_title", QT_TRANSLATE_NOOP("Portal", "Write to us")},
    {"reply_text", QT_TRANSLATE_NOOP("Portal", "Add what you have found out, answer a question or send files.")},
    {"reply_label", QT_TRANSLATE_NOOP("Portal", "Your message")},
    {"reply_send", QT_TRANSLATE_NOOP("Portal", "Send message")},
    {"reply_required", QT_TRANSLATE_NOOP("Portal", "Write your message.")},
    {"resolve_title", QT_TRANSLATE_NOOP("Portal", "Is it solved?")},
    {"resolve_text", QT_TRANSLATE_NOOP("Portal", "Then tell us, so that nobody goes on searching. You can reopen the "
                                                 "incident later.")},
    {"resolve_action", QT_TRANSLATE_NOOP("Portal", "Mark as resolved")},
    {"reopen_title", QT_TRANSLATE_NOOP("Portal", "Not solved after all?")},
    {"reopen_text", QT_TRANSLATE_NOOP("Portal", "Tell us what is still wrong and we go on with it.")},
    {"reopen_label", QT_TRANSLATE_NOOP("Portal", "What is still wrong?")},
    {"reopen_required", QT_TRANSLATE_NOOP("Portal", "Tell us what is still wrong.")},
    {"reopen_send", QT_TRANSLATE_NOOP("Portal", "Reopen the incident")},
    {"status_new", QT_TRANSLATE_NOOP("Portal", "We will read it soon and answer you here.")},
    {"status_working", QT_TRANSLATE_NOOP("Portal", "You need not do anything now.")},
    {"status_waiting_customer", QT_TRANSLATE_NOOP("Portal", "Read our last message and write to us below.")},
    {"status_resolved", QT_TRANSLATE_NOOP("Portal", "If the problem is still there, reopen the incident below.")},
    {"status_closed", QT_TRANSLATE_NOOP("Portal", "If the problem comes back, tell us below.")},
    {"status_cancelled", QT_TRANSLATE_NOOP("Portal", "Nobody is working on it.")},
    {"status_merged", QT_TRANSLATE_NOOP("Portal", "We answer you there.")},
    {"cancelled_title", QT_TRANSLATE_NOOP("Portal", "This incident was withdrawn")},
    {"cancelled_text", QT_TRANSLATE_NOOP("Portal", "It takes no more messages. If you need help again, open another "
                                                   "incident.")},
    {"merged_title", QT_TRANSLATE_NOOP("Portal", "This incident goes on elsewhere")},
    {"merged_text",
     QT_TRANSLATE_NOOP("Portal", "It was joined with another one about the same problem, and takes no more "
                                 "messages here. We answer you in the other one.")},
    {"open_another", QT_TRANSLATE_NOOP("Portal", "Open another incident")},
    {"done_message", QT_TRANSLATE_NOOP("Portal", "We have received your message.")},
    {"done_resolve", QT_TRANSLATE_NOOP("Portal", "Thank you. The incident is marked as resolved.")},
    {"done_reopen", QT_TRANSLATE_NOOP("Portal", "The incident is open again.")},
    {"done_follow_up",
     QT_TRANSLATE_NOOP("Portal", "The earlier incident was closed long ago, so we have opened this new one "
                                 "that refers to it. This page has a new link: keep it.")},
    {"changed_meanwhile",
     QT_TRANSLATE_NOOP("Portal", "The incident has changed meanwhile, and this can no longer be done. "
                                 "The page shows how things stand now.")},
    // Refusals
    {"refusal_not_found", QT_TRANSLATE_NOOP("Portal", "We cannot find this page")},
    {"refusal_not_found_text", QT_TRANSLATE_NOOP("Portal", "Perhaps the address is not complete, or the link no longer "
                                                           "holds. If it came in an e-mail, copy all of it.")},
    {"refusal_method", QT_TRANSLATE_NOOP("Portal", "This page cannot be used that way")},
    {"refusal_method_text", QT_TRANSLATE_NOOP("Portal", "Go to the start page and begin from there.")},
    {"refusal_forbidden", QT_TRANSLATE_NOOP("Portal", "This cannot be done from here")},
    {"refusal_forbidden_text",
     QT_TRANSLATE_NOOP("Portal", "The form did not come from our own page. Nothing has been sent. "
                                 "Open our page and begin there.")},
    {"refusal_large", QT_TRANSLATE_NOOP("Portal", "What you sent is too large")},
    {"refusal_large_text",
     QT_TRANSLATE_NOOP("Portal", "Nothing has been sent. All files together may have %1. Go back, "
                                 "choose smaller or fewer files and send the form again.")},
    {"refusal_unreadable", QT_TRANSLATE_NOOP("Portal", "We could not read what you sent")},
    {"refusal_unreadable_text",
     QT_TRANSLATE_NOOP("Portal", "Nothing has been changed. Go back and send the form again.")},
    {"refusal_many", QT_TRANSLATE_NOOP("Portal", "That was too much at once")},
    {"refusal_many_text", QT_TRANSLATE_NOOP("Portal", "Wait a little and try again.")},
    {"refusal_unavailable", QT_TRANSLATE_NOOP("Portal", "We cannot answer just now")},
    {"refusal_unavailable_text",
     QT_TRANSLATE_NOOP("Portal", "Please try again in a minute. If you were sending a form, go "
                                 "back and send it again: it is not counted twice.")},
    {"refusal_internal", QT_TRANSLATE_NOOP("Portal", "Something went wrong on our side")},
    {"refusal_internal_text",
     QT_TRANSLATE_NOOP("Portal", "We have made a note of it. If you were sending a form, go back and "
                                 "send it again: it is not counted twice.")},
    {"go_home", QT_TRANSLATE_NOOP("Portal", "Go to the start page")},
    {"go_open", QT_TRANSLATE_NOOP("Portal", "Open an incident")},
    {"request_id", QT_TRANSLATE_NOOP("Portal", "If you write to us about this, give this number:")},
};

// Sentences with a number; the English catalogue has their singular.
constexpr Entry plurals[] = {
    {"messages", QT_TRANSLATE_N_NOOP("Portal", "%n message(s)")},
};

} // namespace

Tongue::Tongue(const QString &language)
    : m_language(language)
    , m_words(std::make_unique<Catalogue>(language, QStringList{QStringLiteral("shared"), QStringLiteral("portal")}))
{
    m_ownName = m_words->locale().nativeLanguageName();
    // Qt says "español de España" and "American English" for locales with a country.
    if (language == QLatin1String("es"))
        m_ownName = QStringLiteral("Español");
    else if (language == QLatin1String("en"))
        m_ownName = QStringLiteral("English");
    for (const Entry &entry : entries) {
        const QString sentence = m_words->text("Portal", entry.source);
        m_texts.insert(entry.key, sentence);
        m_table.set(entry.key, toData(sentence));
    }
}

QString Tongue::say(const char *key) const
{
    const auto found = m_texts.constFind(QByteArray::fromRawData(key, static_cast<qsizetype>(qstrlen(key))));
    if (found == m_texts.constEnd())
        qFatal("portal: no sentence has the key %s", key);
    return *found;
}

QString Tongue::say(const char *key, int n) const
{
    for (const Entry &entry : plurals) {
        if (qstrcmp(entry.key, key) == 0) {
            QString sentence = m_words->text("Portal", entry.source, n);
            return sentence.replace(QLatin1String("%n"), m_words->locale().toString(n));
        }
    }
    qFatal("portal: no plural sentence has the key %s", key);
}

QStringList portalKeys()
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys.append(QString::fromLatin1(entry.key));
    return keys;
}

} // namespace mostrador::portal

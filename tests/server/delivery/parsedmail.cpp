// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsedmail.h"

#include <gmime/gmime.h>
#include <mutex>

namespace mostrador::test {

namespace {

void collectHeaders(GMimeObject *object, ParsedMail &mail)
{
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
        GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
        mail.headers.append(
            {QString::fromUtf8(g_mime_header_get_name(header)), QString::fromUtf8(g_mime_header_get_value(header))});
    }
}

void collect(GMimeObject *, GMimeObject *part, gpointer user)
{
    auto *mail = static_cast<ParsedMail *>(user);
    if (!GMIME_IS_MULTIPART(part))
        ++mail->parts;
    if (!GMIME_IS_TEXT_PART(part))
        return;
    char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
    const QString decoded = QString::fromUtf8(text);
    g_free(text);
    if (g_mime_content_type_is_type(g_mime_object_get_content_type(part), "text", "html"))
        mail->html = decoded;
    else
        mail->text = decoded;
}

QStringList mailboxes(GMimeMessage *message, GMimeAddressType type)
{
    QStringList found;
    InternetAddressList *list = g_mime_message_get_addresses(message, type);
    for (int i = 0; i < internet_address_list_length(list); ++i) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        found.append(INTERNET_ADDRESS_IS_MAILBOX(address)
                         ? QString::fromUtf8(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)))
                         : QStringLiteral("(group)"));
    }
    return found;
}

} // namespace

QString ParsedMail::header(const QString &name) const
{
    for (const auto &entry : headers) {
        if (entry.first.compare(name, Qt::CaseInsensitive) == 0)
            return entry.second;
    }
    return {};
}

QStringList ParsedMail::headerNames() const
{
    QStringList names;
    for (const auto &entry : headers)
        names.append(entry.first.toLower());
    names.sort();
    return names;
}

ParsedMail parseMail(const QByteArray &bytes)
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
    ParsedMail mail;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes.constData(), static_cast<size_t>(bytes.size()));
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, nullptr);
    if (message) {
        collectHeaders(GMIME_OBJECT(message), mail);
        // GMime keeps the fields that begin with "Content-" with the part they describe.
        if (GMimeObject *body = g_mime_message_get_mime_part(message))
            collectHeaders(body, mail);
        g_mime_message_foreach(message, collect, &mail);
        mail.senders = mailboxes(message, GMIME_ADDRESS_TYPE_FROM);
        mail.recipients = mailboxes(message, GMIME_ADDRESS_TYPE_TO) + mailboxes(message, GMIME_ADDRESS_TYPE_CC) +
                          mailboxes(message, GMIME_ADDRESS_TYPE_BCC);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    return mail;
}

} // namespace mostrador::test

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/multipart.h"

#include "http/percent.h"

// GLib has members called "signals".
#include <algorithm>
#include <gmime/gmime.h>
#include <memory>
#include <mutex>

namespace mostrador::http {

namespace {

constexpr qsizetype maxFiles = 50;

struct Unref
{
    void operator()(void *object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

void startGmime()
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

/// Browsers write these three characters so in names (WHATWG HTML, "multipart form data").
QString unescaped(QString name)
{
    return name.replace(QStringLiteral("%22"), QStringLiteral("\""))
        .replace(QStringLiteral("%0D%0A"), QStringLiteral(" "), Qt::CaseInsensitive)
        .replace(QStringLiteral("%0D"), QStringLiteral(" "), Qt::CaseInsensitive)
        .replace(QStringLiteral("%0A"), QStringLiteral(" "), Qt::CaseInsensitive);
}

/// The value of a part's Content-Disposition, unfolded; empty if it has none. @p head: its header fields without the
/// empty line.
QByteArray dispositionIn(QByteArrayView head)
{
    QByteArray unfolded = head.toByteArray();
    unfolded.replace("\r\n ", " ").replace("\r\n\t", " ");
    for (const QByteArray &line : unfolded.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare("content-disposition", Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

/// Adds one part to the form; what is wrong with it, or nothing. Only names are left to GMime: a part's content is the
/// bytes as they are, also where it calls itself a message or in some transfer encoding (RFC 7578 section 4.7).
std::optional<Problem> addPart(Form &form, QByteArrayView head, QByteArrayView content)
{
    const Owned<GMimeContentDisposition> disposition(
        g_mime_content_disposition_parse(nullptr, dispositionIn(head).constData()));
    const char *kind = disposition ? g_mime_content_disposition_get_disposition(disposition.get()) : nullptr;
    if (!kind || qstricmp(kind, "form-data") != 0)
        return badForm(QStringLiteral("A part of the form has no Content-Disposition: form-data."));
    const char *rawName = g_mime_content_disposition_get_parameter(disposition.get(), "name");
    const auto name = rawName ? strictUtf8(rawName) : std::nullopt;
    if (!name)
        return badForm(QStringLiteral("A part of the form has no name in UTF-8."));
    if (const char *rawFileName = g_mime_content_disposition_get_parameter(disposition.get(), "filename")) {
        const auto fileName = strictUtf8(rawFileName);
        if (!fileName)
            return badForm(QStringLiteral("A file's name is not UTF-8."));
        if (fileName->isEmpty() && content.isEmpty())
            return std::nullopt; // what a browser sends for a file field left empty
        if (form.files.size() >= maxFiles)
            return badForm(QStringLiteral("The form has too many files."));
        form.files.append({unescaped(*name), unescaped(*fileName), content.toByteArray()});
        return std::nullopt;
    }
    const auto value = strictUtf8(content);
    if (!value)
        return badForm(QStringLiteral("A field of the form is not UTF-8."));
    if (form.fields.size() >= maxFormFields)
        return badForm(QStringLiteral("The form has too many fields."));
    form.fields.append({unescaped(*name), *value});
    return std::nullopt;
}

QByteArray boundaryOf(const QByteArray &contentType)
{
    const Owned<GMimeContentType> type(g_mime_content_type_parse(nullptr, contentType.constData()));
    const char *boundary = type ? g_mime_content_type_get_parameter(type.get(), "boundary") : nullptr;
    return QByteArray(boundary);
}

} // namespace

Result<Form> readMultipart(const QByteArray &contentType, const QByteArray &body)
{
    startGmime();
    const QByteArray boundary = boundaryOf(contentType);
    if (boundary.isEmpty() || boundary.size() > 70) // RFC 2046 section 5.1.1
        return badForm(QStringLiteral("The form's Content-Type has no boundary."));
    const QByteArray first = "--" + boundary;
    const QByteArray next = "\r\n" + first;
    Form form;
    // A preamble is allowed but nobody sends one.
    if (!body.startsWith(first))
        return badForm(QStringLiteral("The form does not begin with its boundary."));
    qsizetype at = first.size();
    while (true) {
        const QByteArrayView rest = QByteArrayView(body).sliced(at);
        if (rest.startsWith("--"))
            return form;
        const qsizetype lineEnd = rest.indexOf("\r\n");
        if (lineEnd < 0 || !rest.first(lineEnd).trimmed().isEmpty())
            return badForm(QStringLiteral("The form's boundary stands where it should not."));
        const qsizetype partStart = at + lineEnd + 2;
        const qsizetype headEnd = body.indexOf("\r\n\r\n", partStart);
        const qsizetype partEnd = headEnd < 0 ? -1 : body.indexOf(next, headEnd + 2);
        if (partEnd < headEnd + 2 || headEnd < 0)
            return badForm(QStringLiteral("The form ends too early."));
        const QByteArrayView all(body);
        const qsizetype contentStart = std::min(headEnd + 4, partEnd);
        if (const auto problem = addPart(form, all.sliced(partStart, headEnd - partStart),
                                         all.sliced(contentStart, partEnd - contentStart)))
            return *problem;
        at = partEnd + next.size();
    }
}

} // namespace mostrador::http

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/formfaults.h"

#include "model/limits.h"
#include "services/settings.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace mostrador::portal {

void FormFaults::add(const QString &field, const QString &message)
{
    if (!field.isEmpty() && !messageFor(field).isEmpty())
        return;
    m_faults.append({field, message});
}

QString FormFaults::messageFor(const QString &field) const
{
    const auto found =
        std::find_if(m_faults.begin(), m_faults.end(), [&](const Fault &fault) { return fault.field == field; });
    return found == m_faults.end() ? QString() : found->message;
}

void FormFaults::putSummary(Data &page, const Tongue &tongue) const
{
    if (m_faults.isEmpty())
        return;
    Data items(Data::type::list);
    for (const bool withField : {true, false}) {
        for (const Fault &fault : m_faults) {
            if (fault.field.isEmpty() == withField)
                continue;
            Data item;
            item.set("message", toData(fault.message));
            if (withField)
                item.set("anchor", toData(fault.field));
            items << item;
        }
    }
    Data summary;
    summary.set("heading", toData(tongue.say("errors_heading")));
    summary.set("items", items);
    page.set("errors", summary);
}

Data fieldData(const QString &id, const QString &value, int max, const FormFaults &faults)
{
    Data data;
    data.set("id", toData(id));
    data.set("value", toData(value));
    data.set("max", toData(QString::number(max)));
    if (const QString message = faults.messageFor(id); !message.isEmpty()) {
        Data error;
        error.set("message", toData(message));
        data.set("error", error);
    } else {
        data.set("error", Data(false));
    }
    return data;
}

void checkFiles(const QList<http::FormFile> &files, const Tongue &tongue, FormFaults &faults)
{
    const QString field = QStringLiteral("files");
    if (files.size() > limits::attachmentsPerMessage)
        faults.add(field, tongue.say("files_too_many").arg(limits::attachmentsPerMessage));
    const qint64 total = std::accumulate(files.begin(), files.end(), qint64(0),
                                         [](qint64 sum, const auto &file) { return sum + file.content.size(); });
    const qint64 most = services::settings().attachmentMaxBytes;
    if (total > most)
        faults.add(field, tongue.say("files_too_large").arg(sizeText(most, tongue)));
}

void putFileWords(Data &page, const Tongue &tongue)
{
    const qint64 most = services::settings().attachmentMaxBytes;
    const QString size = sizeText(most, tongue);
    page.set("files_hint", toData(tongue.say("files_hint").arg(limits::attachmentsPerMessage).arg(size)));
    page.set("files_too_large", toData(tongue.say("files_too_large").arg(size)));
    page.set("max_bytes", toData(QString::number(most)));
}

QString sizeText(qint64 bytes, const Tongue &tongue)
{
    const int decimals = bytes >= 1024 * 1024 && bytes % (1024 * 1024) != 0 ? 1 : 0;
    return tongue.words().locale().formattedDataSize(bytes, decimals, QLocale::DataSizeTraditionalFormat);
}

QString typedText(const http::Form &form, const QString &name)
{
    QString text = form.value(name);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    text.replace(QLatin1Char('\r'), QLatin1Char('\n'));
    return text;
}

} // namespace mostrador::portal

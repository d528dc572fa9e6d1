// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "portal/trackingstory.h"
#include "protocol/describe.h"
#include "services/attachmentservice.h"
#include "services/incidentservice.h"
#include "services/markdown.h"
#include "services/settings.h"

#include <QTimeZone>

namespace mostrador::portal {

namespace {

constexpr int messagesPerPage = limits::pageMax;

struct Story
{
    Incident incident;
    services::ListPage<Message> messages;
    QList<Attachment> files;
};

struct StatusOnPage
{
    const char *kind; ///< the colour
    const char *explanation;
};

StatusOnPage onPage(IncidentStatus status)
{
    switch (status) {
    case IncidentStatus::New:
        return {"active", "status_new"};
    case IncidentStatus::Open:
        return {"active", "status_working"};
    case IncidentStatus::WaitingCustomer:
        return {"you", "status_waiting_customer"};
    case IncidentStatus::WaitingThirdParty:
        return {"active", "status_working"};
    case IncidentStatus::Resolved:
        return {"good", "status_resolved"};
    case IncidentStatus::Closed:
        return {"ended", "status_closed"};
    case IncidentStatus::Cancelled:
        return {"ended", "status_cancelled"};
    case IncidentStatus::Merged:
        break;
    }
    return {"ended", "status_merged"};
}

Result<Story> readStory(const services::Context &context, IncidentId id, const QString &cursor)
{
    return services::read<Story>(context, [&](services::UnitOfWork &unit) -> Result<Story> {
        Result<Incident> incident = services::incidents::get(unit, id);
        if (!incident)
            return incident.error();
        services::ListRequest request;
        request.limit = messagesPerPage;
        request.cursor = cursor;
        Result<services::ListPage<Message>> messages = services::incidents::messages(unit, id, request);
        if (!messages)
            return messages.error();
        Result<QList<Attachment>> files = services::attachments::ofIncident(unit, id);
        if (!files)
            return files.error();
        return Story{*std::move(incident), *std::move(messages), *std::move(files)};
    });
}

QString timeText(Timestamp at, const Tongue &tongue)
{
    const QTimeZone &zone = services::settings().timeZone;
    return QStringLiteral("%1 (%2)").arg(words::dateTime(at, zone, tongue.words()), zone.abbreviation(at.toDateTime()));
}

Data fileData(const Attachment &file, const QString &path, const Tongue &tongue)
{
    Data data;
    data.set("href", toData(QStringLiteral("%1/files/%2").arg(path, file.id.toString())));
    data.set("name", toData(file.fileName));
    data.set("size", toData(sizeText(file.size, tongue)));
    data.set("download", Data(!services::attachments::mayShowInline(file.mediaType)));
    return data;
}

/// The message a file stands with: its own, or, for files that came with the form, the last one before it.
bool belongsTo(const Attachment &file, const Message &message, const Message *next)
{
    if (file.message)
        return *file.message == message.id;
    return message.createdAt <= file.createdAt && (!next || file.createdAt < next->createdAt);
}

Data messageData(const Story &story, qsizetype index, const QString &path, const Tongue &tongue)
{
    const Message &message = story.messages.items.at(index);
    const Message *next = index + 1 < story.messages.items.size() ? &story.messages.items.at(index + 1) : nullptr;
    const bool mine = message.authorKind == ActorKind::Customer;
    const QString company = services::settings().companyName;
    Data data;
    data.set("number", toData(message.id.toString()));
    data.set("mine", Data(mine));
    if (mine)
        data.set("who", toData(tongue.say("you")));
    else if (message.authorKind == ActorKind::Employee && !message.authorName.isEmpty())
        data.set("who", toData(tongue.say("employee_of").arg(message.authorName, company)));
    else
        data.set("who", toData(company));
    data.set("moment", toData(message.createdAt.toRfc3339()));
    data.set("at", toData(timeText(message.createdAt, tongue)));
    data.set("html", toData(services::markdownToHtml(message.body)));
    Data files(Data::type::list);
    for (const Attachment &file : story.files) {
        if (!file.internal && belongsTo(file, message, next))
            files << fileData(file, path, tongue);
    }
    data.set("has_files", Data(files.is_non_empty_list()));
    data.set("attached", files);
    return data;
}

Data factsData(const Incident &incident, const Tongue &tongue)
{
    Data facts(Data::type::list);
    const auto add = [&](const char *name, const QString &value, const QString &moment) {
        if (value.isEmpty())
            return;
        Data fact;
        fact.set("name", toData(tongue.say(name)));
        fact.set("value", toData(value));
        if (moment.isEmpty())
            fact.set("moment", Data(false));
        else
            fact.set("moment", toData(moment));
        facts << fact;
    };
    add("fact_reference", incident.reference, {});
    add("fact_product", incident.productName, {});
    add("fact_order", incident.orderNumber, {});
    add("fact_opened", timeText(incident.createdAt, tongue), incident.createdAt.toRfc3339());
    add("fact_updated", timeText(incident.updatedAt, tongue), incident.updatedAt.toRfc3339());
    return facts;
}

/// The form at the end: a message while the incident lives, a reopening after it.
Data replyData(bool reopens, const ReplyState &state, const Tongue &tongue)
{
    Data reply;
    const auto say = [&](const char *name, const char *message, const char *reopening) {
        reply.set(name, toData(tongue.say(reopens ? reopening : message)));
    };
    say("title", "reply_title", "reopen_title");
    say("text", "reply_text", "reopen_text");
    say("send", "reply_send", "reopen_send");
    reply.set("action", Data(reopens ? "reopen" : "message"));
    Data body = fieldData(QStringLiteral("body"), state.body, limits::messageBody, state.faults);
    body.set("label", toData(tongue.say(reopens ? "reopen_label" : "reply_label")));
    reply.set("body", body);
    reply.set("files", fieldData(QStringLiteral("files"), {}, 0, state.faults));
    return reply;
}

/// The sentence after a step, by what the address says of it.
QString noticeFor(const http::Request &request, const Tongue &tongue)
{
    const QString step = request.queryValue(QStringLiteral("done")).value_or(QString());
    for (const char *known : {"message", "resolve", "reopen", "follow_up"}) {
        if (step == QLatin1String(known))
            return tongue.say(("done_" + QByteArray(known)).constData());
    }
    return {};
}

void putEnd(Data &content, const Incident &incident, const ReplyState &state, const Tongue &tongue)
{
    switch (incident.status) {
    case IncidentStatus::Cancelled:
    case IncidentStatus::Merged: {
        const bool merged = incident.status == IncidentStatus::Merged;
        Data ended;
        ended.set("title", toData(tongue.say(merged ? "merged_title" : "cancelled_title")));
        ended.set("text", toData(tongue.say(merged ? "merged_text" : "cancelled_text")));
        content.set("ended", ended);
        return;
    }
    default:
        content.set("reply", replyData(!isActive(incident.status), state, tongue));
    }
}

} // namespace

QByteArray trackingPurpose(const QString &token)
{
    return "track:" + token.toUtf8();
}

http::Response showStory(const Site &site, const Tongue &tongue, const http::Request &request, const QString &token,
                         const services::tracking::Visitor &visitor, const ReplyState &reply)
{
    const QString cursor = request.queryValue(QStringLiteral("after")).value_or(QString());
    const Result<Story> story = readStory(contextOf(request, visitor.actor), visitor.incident, cursor);
    if (!story)
        return site.refuse(request, story.error());
    const Incident &incident = story->incident;
    const QString path = QStringLiteral("/%1/t/%2").arg(tongue.language(), token);
    const StatusOnPage status = onPage(incident.status);
    const FormSeal seal = reply.seal ? *reply.seal : FormSeal::make(request, trackingPurpose(token));

    Data content;
    content.set("path", toData(path));
    content.set("seal", seal.toData());
    content.set("reference", toData(incident.reference));
    content.set("subject", toData(incident.subject));
    content.set("status", toData(words::plainStatus(incident.status, tongue.words())));
    content.set("status_kind", Data(status.kind));
    content.set("status_text", toData(tongue.say(status.explanation)));
    content.set("facts", factsData(incident, tongue));
    content.set("can_resolve", Data(canTransition(incident.status, IncidentStatus::Resolved, TransitionBy::Customer)));
    content.set("message_count", toData(tongue.say("messages", static_cast<int>(incident.messageCount))));
    Data messages(Data::type::list);
    for (qsizetype i = 0; i < story->messages.items.size(); ++i)
        messages << messageData(*story, i, path, tongue);
    content.set("messages", messages);
    if (!story->messages.nextCursor.isEmpty()) {
        Data more;
        more.set("href", toData(path + QStringLiteral("?after=") + story->messages.nextCursor));
        content.set("more", more);
    }
    putFileWords(content, tongue);
    putEnd(content, incident, reply, tongue);
    reply.faults.putSummary(content, tongue);
    if (const QString sentence = noticeFor(request, tongue); !sentence.isEmpty() && reply.faults.isEmpty()) {
        Data notice;
        notice.set("message", toData(sentence));
        content.set("notice", notice);
    }

    Page page;
    page.templateName = QStringLiteral("track");
    page.title = QStringLiteral("%1: %2").arg(incident.reference, incident.subject);
    page.faulty = !reply.faults.isEmpty();
    page.secret = true;
    page.status = reply.status;
    page.tail = QStringLiteral("/t/") + token;
    page.setCookie = seal.setCookie();
    return site.show(request, tongue, page, content);
}

http::Response showTracking(const Site &site, const Tongue &tongue, const http::Request &request)
{
    const QString token = request.parameter(QStringLiteral("token"));
    const auto visitor = services::tracking::resolve(token);
    if (!visitor)
        return site.refuse(request, visitor.error());
    return showStory(site, tongue, request, token, *visitor, {});
}

} // namespace mostrador::portal

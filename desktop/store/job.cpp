// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/job.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace mostrador::console {

namespace {

QString stringOf(qint64 value)
{
    return QString::number(value);
}

qint64 numberOf(const QJsonObject &json, const char *name)
{
    return json.value(QLatin1String(name)).toString().toLongLong();
}

} // namespace

QByteArray Job::toBytes() const
{
    return QJsonDocument({{QStringLiteral("spec"), spec.toJson()},
                          {QStringLiteral("state"), static_cast<int>(state)},
                          {QStringLiteral("key"), QString::fromLatin1(key)},
                          {QStringLiteral("created_at"), stringOf(createdAt.milliseconds())},
                          {QStringLiteral("undoes"), stringOf(undoes.value_or(ActionId()).value())},
                          {QStringLiteral("undone_by"), stringOf(undoneBy.value_or(ActionId()).value())}})
        .toJson(QJsonDocument::Compact);
}

Job Job::fromBytes(ActionId id, const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    Job job;
    job.id = id;
    job.spec = JobSpec::fromJson(json.value(QStringLiteral("spec")).toObject());
    job.state = static_cast<Job::State>(std::clamp(json.value(QStringLiteral("state")).toInt(), 0, 3));
    job.key = json.value(QStringLiteral("key")).toString().toLatin1();
    job.createdAt = Timestamp::fromMilliseconds(numberOf(json, "created_at"));
    if (const qint64 undoes = numberOf(json, "undoes"); undoes > 0)
        job.undoes = ActionId(undoes);
    if (const qint64 undoneBy = numberOf(json, "undone_by"); undoneBy > 0)
        job.undoneBy = ActionId(undoneBy);
    return job;
}

void Job::count(Item item)
{
    switch (item) {
    case Item::Pending:
    case Item::Sending:
        break;
    case Item::Changed:
        ++changed;
        break;
    case Item::Unchanged:
        ++unchanged;
        break;
    case Item::Conflict:
        ++conflicts;
        break;
    case Item::Refused:
        ++refused;
        break;
    }
}

QJsonObject JobSpec::toJson() const
{
    QJsonObject json{{QStringLiteral("label"), label},
                     {QStringLiteral("change"), codec::toJson(change)},
                     {QStringLiteral("add_tags"), QJsonArray::fromStringList(addTags)},
                     {QStringLiteral("remove_tags"), QJsonArray::fromStringList(removeTags)}};
    if (message)
        json.insert(QStringLiteral("message"), codec::toJson(*message));
    return json;
}

JobSpec JobSpec::fromJson(const QJsonObject &json)
{
    const auto texts = [&](const char *name) {
        QStringList list;
        const QJsonArray array = json.value(QLatin1String(name)).toArray();
        for (const QJsonValue &value : array)
            list.append(value.toString());
        return list;
    };
    JobSpec spec;
    spec.label = json.value(QStringLiteral("label")).toString();
    if (const auto change = codec::incidentChangeFromJson(json.value(QStringLiteral("change")).toObject()))
        spec.change = *change;
    spec.addTags = texts("add_tags");
    spec.removeTags = texts("remove_tags");
    if (json.contains(QStringLiteral("message"))) {
        if (const auto message = codec::newMessageFromJson(json.value(QStringLiteral("message")).toObject()))
            spec.message = *message;
    }
    return spec;
}

QJsonObject JobSpec::patchFor(const Incident &incident) const
{
    IncidentChange wanted = change;
    if (!addTags.isEmpty() || !removeTags.isEmpty()) {
        QStringList tags = wanted.tags.value_or(incident.tags);
        for (const QString &tag : removeTags)
            tags.removeAll(tag.toLower());
        for (const QString &tag : addTags)
            tags.append(tag.toLower());
        tags.removeDuplicates();
        tags.sort();
        wanted.tags = tags;
    }
    return fields::differing(codec::toJson(wanted), fields::editable(incident));
}

QByteArray JobResult::toBytes() const
{
    QJsonArray list;
    for (const requests::FieldConflict &conflict : conflicts) {
        list.append(QJsonObject{{QStringLiteral("field"), conflict.field},
                                {QStringLiteral("yours"), conflict.yours},
                                {QStringLiteral("theirs"), conflict.theirs}});
    }
    QJsonObject json{{QStringLiteral("before"), before},
                     {QStringLiteral("applied"), applied},
                     {QStringLiteral("version"), stringOf(version)},
                     {QStringLiteral("conflicts"), list}};
    if (item == Job::Item::Refused)
        json.insert(QStringLiteral("problem"), problem.toJson());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

JobResult JobResult::fromBytes(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    JobResult result;
    result.before = json.value(QStringLiteral("before")).toObject();
    result.applied = json.value(QStringLiteral("applied")).toObject();
    result.version = numberOf(json, "version");
    const QJsonArray list = json.value(QStringLiteral("conflicts")).toArray();
    for (const QJsonValue &value : list) {
        const QJsonObject one = value.toObject();
        result.conflicts.append({one.value(QStringLiteral("field")).toString(),
                                 one.value(QStringLiteral("yours")),
                                 one.value(QStringLiteral("theirs")),
                                 {},
                                 {}});
    }
    const QJsonObject problem = json.value(QStringLiteral("problem")).toObject();
    if (!problem.isEmpty())
        result.problem = Problem::fromJson(problem, problem.value(QStringLiteral("status")).toInt());
    return result;
}

void JobPreview::add(const Incident &incident)
{
    ++m_total;
    if (m_spec.message) {
        ++m_changing;
        return;
    }
    const QJsonObject patch = m_spec.patchFor(incident);
    if (patch.isEmpty())
        return;
    ++m_changing;
    const QJsonObject now = fields::editable(incident);
    const QStringList paths = fields::paths(patch);
    for (const QString &path : paths) {
        const Step step{path, fields::at(now, path), fields::at(patch, path), 0};
        const QString key = path + QString::fromUtf8(QJsonDocument(QJsonArray{step.from, step.to}).toJson());
        auto found = m_steps.find(key);
        if (found == m_steps.end())
            found = m_steps.insert(key, step);
        ++found->count;
    }
}

QList<JobPreview::Step> JobPreview::steps() const
{
    QList<Step> all = m_steps.values();
    std::sort(all.begin(), all.end(), [](const Step &a, const Step &b) { return a.count > b.count; });
    return all;
}

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/handovertext.h"

#include "models/eventtext.h"
#include "protocol/describe.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace mostrador::console {

namespace {

struct HandoverText
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::HandoverText)
};

/// What customers wrote, so that it stays text.
QString escapedMarkdown(const QString &text)
{
    QString result;
    for (const QChar c : text.simplified()) {
        if (QStringLiteral("\\`*_[]<>|~").contains(c))
            result += u'\\';
        result += c;
    }
    return result;
}

QString handoverDue(const HandoverIncident &incident, const Words &words)
{
    return incident.dueAt ? HandoverText::tr("due %1").arg(localShort(*incident.dueAt, words)) : QString();
}

QString handoverLine(const HandoverIncident &incident, const QStringList &facts)
{
    QStringList said = facts;
    said.removeAll(QString());
    const QString head = QStringLiteral("- %1 %2").arg(incident.reference, escapedMarkdown(incident.subject));
    const QString who = incident.customerName.isEmpty()
                            ? QString()
                            : QStringLiteral(" (%1)").arg(escapedMarkdown(incident.customerName));
    return said.isEmpty() ? head + who : head + who + QStringLiteral(": ") + said.join(QStringLiteral(", "));
}

/// A heading and its lines; nothing where there are none. @p missing: rows that the server counted and did not send.
QString handoverPart(const QString &title, const QStringList &lines, qint64 missing, bool capped)
{
    if (lines.isEmpty() && missing <= 0)
        return {};
    QString text = QStringLiteral("**%1**\n\n").arg(title) + lines.join(u'\n') + u'\n';
    if (missing > 0 && capped)
        text += QStringLiteral("- ") + HandoverText::tr("and more than %n others", nullptr, static_cast<int>(missing)) +
                u'\n';
    else if (missing > 0)
        text += QStringLiteral("- ") + HandoverText::tr("and %n others", nullptr, static_cast<int>(missing)) + u'\n';
    return text + u'\n';
}

template <typename T>
qint64 missingOf(const HandoverPart<T> &list)
{
    return list.count - list.items.size();
}

} // namespace

QString handoverNote(const HandoverPreview &preview, const ModelContext &context)
{
    const Words &words = context.words;
    QSet<IncidentId> told;
    const auto lines = [&](const HandoverPart<HandoverCandidate> &list, const auto &facts) {
        QStringList result;
        for (const HandoverCandidate &candidate : list.items) {
            if (told.contains(candidate.incident.id))
                continue;
            told.insert(candidate.incident.id);
            result.append(handoverLine(candidate.incident, facts(candidate)));
        }
        return result;
    };
    const auto state = [&](const HandoverCandidate &candidate) {
        return QStringList{words::name(candidate.incident.status, words), handoverDue(candidate.incident, words)};
    };
    const auto deeds = [&](const HandoverCandidate &candidate) {
        QStringList list;
        for (const EventKind kind : candidate.kinds)
            list.append(words::name(kind, words));
        return list;
    };
    QString note = handoverPart(HandoverText::tr("What is promised"), lines(preview.promised, state),
                                missingOf(preview.promised), preview.promised.capped);
    note += handoverPart(HandoverText::tr("What falls due"), lines(preview.due, state), missingOf(preview.due),
                         preview.due.capped);
    note += handoverPart(HandoverText::tr("What I did besides"), lines(preview.changed, deeds),
                         missingOf(preview.changed), preview.changed.capped);
    QStringList drafts;
    for (const SavedDraft &draft : preview.drafts.items) {
        if (draft.incidentReference.isEmpty())
            continue; // out of sight: nothing to be handed over
        drafts.append(QStringLiteral("- %1 %2: %3")
                          .arg(draft.incidentReference, escapedMarkdown(draft.incidentSubject),
                               draftTitle(draft.internal).toLower()));
    }
    note += handoverPart(HandoverText::tr("What I have begun to write"), drafts, missingOf(preview.drafts),
                         preview.drafts.capped);
    return note.trimmed();
}

QList<HandoverIncident> handoverIncidents(const HandoverPreview &preview)
{
    QList<HandoverIncident> list;
    QSet<IncidentId> known;
    for (const auto *part : {&preview.promised, &preview.due, &preview.changed}) {
        for (const HandoverCandidate &candidate : part->items) {
            if (!known.contains(candidate.incident.id))
                list.append(candidate.incident);
            known.insert(candidate.incident.id);
        }
    }
    return list;
}

QString describeIncident(const HandoverIncident &incident, const Words &words)
{
    QStringList parts{incident.reference, incident.subject.simplified(), words::name(incident.status, words),
                      handoverDue(incident, words)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString draftTitle(bool internal)
{
    return internal ? HandoverText::tr("Draft of a note") : HandoverText::tr("Draft of a reply");
}

QList<ReferenceInText> referencesIn(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\bINC-\\d{4}-\\d{6,19}\\b"),
                                         QRegularExpression::CaseInsensitiveOption);
    QList<ReferenceInText> found;
    for (auto match = form.globalMatch(text); match.hasNext();) {
        const auto each = match.next();
        if (const auto id = incidentIdFromReference(each.captured()))
            found.append({each.capturedStart(), each.capturedLength(), *id});
    }
    return found;
}

} // namespace mostrador::console

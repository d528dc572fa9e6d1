// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"
#include "model/permissions.h"
#include "model/searchquery.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

namespace mostrador::searchquery {

/// What a query may ask of an incident that does not stand in the incident itself. Texts are folded once, when they are
/// taken in; see foldForSearch().
struct MatchTexts
{
    QString head;               ///< subject, line feed, description: each folded
    QStringList messages;       ///< each folded; without the description
    QStringList notes;          ///< each folded
    bool hasAttachment = false; ///< a public one
    bool hasInternalAttachment = false;
    bool hasNote = false;
    QList<Mention> mentions; ///< in the notes
};

/// Folds what a query looks into.
MatchTexts matchTexts(const QString &subject, const QString &description);

/// What a query may ask of the things an incident refers to; each may give nothing for what is not known.
struct MatchDirectory
{
    std::function<const Team *(TeamId)> team;
    std::function<const Employee *(EmployeeId)> employee;
    std::function<const Product *(ProductId)> product;
};

struct MatchContext
{
    Actor actor;
    Timestamp now;
    QByteArray timeZone = QByteArrayLiteral("UTC"); ///< IANA name; which day `today` and dates mean
    MatchDirectory directory;
};

/// Decides about incidents in the way the server does (storage/incidentconditions), without a database: for what a
/// console has with it. Made once for a query; matches() is const and may be called from several threads.
///
/// Words differ from the server's search in this: they are found by the beginning of the folded word without its usual
/// endings (stemPrefix(), as on SQLite), where PostgreSQL uses the stems of its dictionaries and leaves out stop words;
/// and as parts of words only by wide().
class Matcher
{
public:
    Matcher(const Query &query, const MatchContext &context);
    ~Matcher();
    Matcher(Matcher &&) noexcept;
    Matcher &operator=(Matcher &&) noexcept;

    bool matches(const Incident &incident, const MatchTexts &texts) const;
    /// Words also as parts of words (three letters and more): the server's second step, where the first fills no page.
    bool matchesWide(const Incident &incident, const MatchTexts &texts) const;
    /// Whether matchesWide() may find more.
    bool canWiden() const;
    bool hasText() const;

private:
    struct Part;
    std::shared_ptr<const Part> m_root;
    std::shared_ptr<const MatchContext> m_context;
    bool m_hasText = false;
    bool m_canWiden = false;
};

/// The order of a list: "created", "-updated", "priority", "due" (none last), "status", "reference", as the server has
/// it; incidents alike stand by id, in the direction of the key. Nothing for another key; empty is the default.
std::optional<std::function<bool(const Incident &, const Incident &)>> incidentOrder(const QString &sort);

} // namespace mostrador::searchquery

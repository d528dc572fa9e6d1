// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/mentions.h"

#include "storage/keypage.h"

namespace mostrador::storage::mentions {

Outcome insert(Database &database, IncidentId incident, MessageId message, const QList<Mention> &mentions)
{
    for (const Mention &mention : mentions) {
        Statement s(database, QStringLiteral("insert into mentions (employee_id, incident_id, message_id, reached) "
                                             "values (?, ?, ?, ?)"));
        s.bind(mention.employee).bind(incident).bind(message).bind(mention.reached);
        if (const Outcome run = s.exec(); !run)
            return run;
    }
    return done;
}

Outcome addTo(Database &database, QList<Message> &messages)
{
    QList<qint64> ids;
    for (const Message &message : std::as_const(messages)) {
        // Few notes mention anybody, and those that do say so.
        if (message.internal && !mentionedIn(message.body, 1).isEmpty())
            ids.append(message.id.value());
    }
    if (ids.isEmpty())
        return done;
    Statement s(database, QStringLiteral("select m.message_id, m.employee_id, e.name, m.reached from mentions m "
                                         "join employees e on e.id = m.employee_id where %1 "
                                         "order by m.message_id, m.employee_id")
                              .arg(inList(database.dialect(), QStringLiteral("m.message_id"))));
    s.bindList(ids);
    if (const Outcome run = s.exec(); !run)
        return run;
    while (s.next()) {
        for (Message &message : messages) {
            if (message.id.value() == s.number(0))
                message.mentions.append({s.id<EmployeeId>(1), s.text(2), s.boolean(3)});
        }
    }
    return done;
}

} // namespace mostrador::storage::mentions

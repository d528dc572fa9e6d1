// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customerfile.h"

#include "models/eventtext.h"
#include "protocol/describe.h"

#include <algorithm>
#include <chrono>

namespace mostrador::console {

using namespace std::chrono_literals;

CustomerFile::CustomerFile(const ModelContext &context, QObject *parent)
    : CustomerFile(context, Which::All, parent)
{}

CustomerFile::CustomerFile(const ModelContext &context, Which which, QObject *parent)
    : QAbstractListModel(parent)
    , m_context(context)
    , m_which(which)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(120ms);
    connect(&m_pause, &QTimer::timeout, this, &CustomerFile::read);
    m_listPause.setSingleShot(true);
    m_listPause.setInterval(300ms);
    connect(&m_listPause, &QTimer::timeout, this, &CustomerFile::readIncidents);
    connect(&context.feed, &FeedClient::eventReceived, this, &CustomerFile::onEvent);
    connect(&context.feed, &FeedClient::resyncRequired, this, &CustomerFile::read);
    connect(&context.client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_id.isValid() && !isComplete())
            read();
    });
}

void CustomerFile::load(CustomerId customer, IncidentId except)
{
    if (customer == m_id) {
        if (except != m_except) {
            m_except = except;
            take(m_all, m_more);
        }
        return;
    }
    clear();
    m_id = customer;
    m_except = except;
    m_pause.start();
}

void CustomerFile::clear()
{
    for (QPointer<Reply> &reply : {std::ref(m_readingCustomer), std::ref(m_readingIncidents)}) {
        if (reply)
            reply->abort();
        reply.clear();
    }
    m_pause.stop();
    m_listPause.stop();
    m_id = {};
    m_except = {};
    m_customer.reset();
    m_listed = false;
    take({}, false);
}

void CustomerFile::read()
{
    if (!m_id.isValid() || !m_context.session.isAllowedSomewhere(Action::CustomerRead))
        return;
    if (m_readingCustomer)
        m_readingCustomer->abort();
    auto *reply = requests::customer(m_context.client, m_id);
    m_readingCustomer = reply;
    reply->then(this, [this, id = m_id](const Answer<Customer> &answer) {
        if (id != m_id)
            return;
        if (answer) {
            m_customer = *answer;
            Q_EMIT changed();
        } else if (answer.error().kind != Failure::Kind::Offline) {
            Q_EMIT failed(answer.error());
        }
    });
    readIncidents();
}

void CustomerFile::readIncidents()
{
    if (!m_id.isValid())
        return;
    if (m_readingIncidents)
        m_readingIncidents->abort();
    // One more than is shown: the incident that is looked at is among them.
    QString query = QStringLiteral("customer:") + m_id.toString();
    if (m_which == Which::Active)
        query += QStringLiteral(" status:active");
    auto *reply = requests::incidents(m_context.client, {query, QStringLiteral("-created"), {}, incidentsAtMost + 1});
    m_readingIncidents = reply;
    reply->then(this, [this, id = m_id](const Answer<codec::Page<Incident>> &answer) {
        if (id != m_id)
            return;
        if (answer) {
            m_listed = true;
            take(answer->items, !answer->nextCursor.isEmpty());
        } else if (answer.error().kind != Failure::Kind::Offline) {
            Q_EMIT failed(answer.error());
        }
    });
}

void CustomerFile::take(const QList<Incident> &incidents, bool more)
{
    QList<Incident> rows = incidents;
    rows.removeIf([this](const Incident &one) { return one.id == m_except; });
    QHash<QString, int> counts;
    QStringList products;
    for (const Incident &each : incidents) {
        if (each.productName.isEmpty())
            continue;
        if (++counts[each.productName] == 1)
            products.append(each.productName);
    }
    std::stable_sort(products.begin(), products.end(),
                     [&](const QString &a, const QString &b) { return counts.value(a) > counts.value(b); });
    const bool sameRows =
        m_rows.size() == rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(),
                                                   [](const Incident &a, const Incident &b) { return a.id == b.id; });
    m_all = incidents;
    m_more = more;
    m_products = products;
    if (sameRows) {
        // What somebody stands on stays.
        m_rows = rows;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
    } else {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    Q_EMIT changed();
}

int CustomerFile::openOnes() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Incident &one) { return isActive(one.status); }));
}

int CustomerFile::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CustomerFile::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Incident &row = m_rows.at(index.row());
    const QString status = words::name(row.status, m_context.words);
    switch (role) {
    case Qt::DisplayRole:
        return row.subject;
    case Qt::ToolTipRole:
        return tr("%1, %2, opened %3: %4", "reference, status, time, subject")
            .arg(row.reference, status, localDateTime(row.createdAt, m_context.words), row.subject);
    case Qt::AccessibleTextRole:
        return tr("%1: %2, %3", "status, reference, subject").arg(status, row.reference, row.subject);
    case StatusRole:
        return static_cast<int>(row.status);
    case OpenRole:
        return isActive(row.status);
    case WhenRole:
        return localShort(row.createdAt, m_context.words);
    default:
        return {};
    }
}

void CustomerFile::onEvent(const Event &event)
{
    if (!m_id.isValid())
        return;
    if (event.subjectKind == QLatin1String("customer")) {
        if (event.subjectId == m_id.value())
            m_pause.start();
        return;
    }
    if (!event.incident)
        return;
    const bool known =
        std::any_of(m_all.begin(), m_all.end(), [&](const Incident &one) { return one.id == *event.incident; });
    const bool theirs = event.kind == EventKind::IncidentCreated &&
                        event.after.value(QStringLiteral("customer_id")).toString() == m_id.toString();
    if ((known || theirs) && !m_listPause.isActive())
        m_listPause.start();
}

} // namespace mostrador::console

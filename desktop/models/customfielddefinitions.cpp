// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/customfielddefinitions.h"

#include "model/limits.h"

#include <algorithm>
#include <chrono>

namespace mostrador::console {

using namespace std::chrono_literals;

CustomFieldDefinitions::CustomFieldDefinitions(ApiClient &client, FeedClient &feed, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(&m_pause, &QTimer::timeout, this, &CustomFieldDefinitions::load);
    connect(&feed, &FeedClient::eventReceived, this, [this](const Event &event) {
        if (m_wanted && (event.kind == EventKind::CustomFieldCreated || event.kind == EventKind::CustomFieldChanged ||
                         event.kind == EventKind::CustomFieldRemoved))
            m_pause.start();
    });
    connect(&feed, &FeedClient::resyncRequired, this, [this] {
        if (m_wanted)
            load();
    });
    connect(&client, &ApiClient::stateChanged, this, [this](ApiClient::State state) {
        if (state == ApiClient::State::Online && m_wanted && !m_loaded)
            load();
    });
}

const QList<CustomField> &CustomFieldDefinitions::all()
{
    if (!m_wanted) {
        m_wanted = true;
        load();
    }
    return m_fields;
}

void CustomFieldDefinitions::clear()
{
    if (m_loading)
        m_loading->abort();
    m_loading.clear();
    m_pause.stop();
    m_wanted = false;
    m_loaded = false;
    m_again = false;
    m_fields.clear();
}

void CustomFieldDefinitions::load()
{
    if (m_loading) {
        m_again = true;
        return;
    }
    m_again = false;
    loadPage({}, {});
}

void CustomFieldDefinitions::loadPage(const QString &cursor, QList<CustomField> sofar)
{
    auto *reply = requests::customFields(m_client, {{}, {}, cursor, limits::pageMax});
    m_loading = reply;
    reply->then(this, [this, sofar = std::move(sofar)](const Answer<codec::Page<CustomField>> &answer) mutable {
        m_loading.clear();
        if (!answer)
            return; // it is asked for again when the server is back, or when the feed tells of a change
        sofar += answer->items;
        if (!answer->nextCursor.isEmpty() && sofar.size() < limits::customFieldDefinitions) {
            loadPage(answer->nextCursor, std::move(sofar));
            return;
        }
        std::stable_sort(sofar.begin(), sofar.end(), [](const CustomField &a, const CustomField &b) {
            return a.rules.position < b.rules.position;
        });
        const bool first = !m_loaded;
        m_loaded = true;
        if (first || m_fields != sofar) {
            m_fields = std::move(sofar);
            Q_EMIT changed();
        }
        if (m_again)
            load();
    });
}

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/feedclient.h"
#include "api/requests.h"

#include <QObject>
#include <QTimer>

namespace mostrador::console {

/// The definitions of custom fields, in the order people put them. Asked for when they are first needed, kept fresh by
/// the feed. GUI thread.
class CustomFieldDefinitions : public QObject
{
    Q_OBJECT

public:
    CustomFieldDefinitions(ApiClient &client, FeedClient &feed, QObject *parent = nullptr);

    /// What is known; the first call begins to ask, and changed() tells when they have come.
    const QList<CustomField> &all();
    /// They have been read once.
    bool isLoaded() const { return m_loaded; }
    /// Forgets everything (log-out).
    void clear();

Q_SIGNALS:
    void changed();

private:
    void load();
    void loadPage(const QString &cursor, QList<CustomField> sofar);

    ApiClient &m_client;
    QList<CustomField> m_fields;
    QPointer<Reply> m_loading;
    QTimer m_pause;
    bool m_wanted = false;
    bool m_loaded = false;
    bool m_again = false; ///< changed while they were being read
};

} // namespace mostrador::console

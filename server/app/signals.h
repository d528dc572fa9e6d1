// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace mostrador::server {

/// SIGTERM and SIGINT as a Qt signal in the event loop of its thread. Make it before any other thread begins: the
/// signals are blocked for all threads made later and read from a descriptor.
class SignalWatcher : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void stopAsked();

private:
    void read();

    int m_descriptor = -1;
};

} // namespace mostrador::server

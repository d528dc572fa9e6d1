// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/timestamp.h"

#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace mostrador::console {

/// What has been filled into a form and not been sent: one file (mode 0600), written by a thread of its own in an
/// all-or-nothing way, at most a moment after put(). GUI thread.
class FormDraft : public QObject
{
    Q_OBJECT

public:
    /// Reads what is there.
    explicit FormDraft(const QString &filePath, QObject *parent = nullptr);
    /// Writes what is still waiting.
    ~FormDraft() override;

    /// Empty: nothing is kept.
    const QJsonObject &content() const { return m_content; }
    std::optional<Timestamp> savedAt() const { return m_savedAt; }
    /// Keeps @p content in place of what was there; an empty one removes it. Cheap: call it on each change.
    void put(const QJsonObject &content);
    /// Writes what is waiting and returns when it is on the disk.
    void flush();

Q_SIGNALS:
    void changed();
    /// It could not be written; it stays in memory and is tried again with the next change.
    void writeFailed(const QString &why);

private:
    void write();

    const QString m_filePath;
    QJsonObject m_content;
    std::optional<Timestamp> m_savedAt;
    QTimer m_pause;
    QThreadPool m_writer;
};

} // namespace mostrador::console

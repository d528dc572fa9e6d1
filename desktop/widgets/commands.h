// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace mostrador::console {

class Settings;

/// Everything that can be done in a window, by a name that stays the same over versions and languages. Gives the
/// actions their keys, by default or as somebody chose them, and is what the palette and the list of shortcuts show.
///
/// Keys without a modifier act where no text is being typed: Qt asks the widget with the focus first.
class Commands : public QObject
{
    Q_OBJECT

public:
    struct Command
    {
        QString id;    ///< such as "incident.reply"
        QString group; ///< what it belongs to, as people read it
        QPointer<QAction> action;
        QList<QKeySequence> defaults;
    };

    explicit Commands(Settings &settings, QObject *parent);

    /// Takes @p action in and gives it its keys. The action stays the caller's.
    QAction *add(const QString &id, const QString &group, QAction *action, const QList<QKeySequence> &defaults = {});
    /// In the order they were added.
    const QList<Command> &all() const { return m_commands; }
    const Command *find(const QString &id) const;
    /// The action's text without mnemonic and dots.
    static QString titleOf(const QAction &action);

    QList<QKeySequence> keys(const QString &id) const;
    /// Whether somebody chose other keys than the default.
    bool isChanged(const QString &id) const;
    /// Remembers the choice; no keys at all is one too.
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    void reset(const QString &id);
    void resetAll();
    /// The command besides @p id that has these keys, or keys that begin with them or that they begin with: one of the
    /// two could never be reached. Null where they are free.
    const Command *takenBy(const QKeySequence &keys, const QString &id) const;

    /// @{ What was used last, first: for the palette. At most ten.
    void noteUse(const QString &id);
    QStringList lastUsed() const;
    /// @}

Q_SIGNALS:
    void keysChanged();

private:
    static QString settingOf(const QString &id);
    void apply(const Command &command);

    Settings &m_settings;
    QList<Command> m_commands;
};

} // namespace mostrador::console

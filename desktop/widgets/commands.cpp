// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/commands.h"

#include "store/settings.h"

#include <QAction>
#include <QStringList>

#include <algorithm>

namespace mostrador::console {

namespace {

const QString lastUsedSetting = QStringLiteral("palette/lastUsed");
constexpr qsizetype lastUsedAtMost = 10;

} // namespace

Commands::Commands(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{}

QAction *Commands::add(const QString &id, const QString &group, QAction *action, const QList<QKeySequence> &defaults)
{
    Q_ASSERT(!find(id));
    m_commands.append({id, group, action, defaults});
    apply(m_commands.constLast());
    return action;
}

const Commands::Command *Commands::find(const QString &id) const
{
    const auto found =
        std::find_if(m_commands.begin(), m_commands.end(), [&id](const Command &command) { return command.id == id; });
    return found == m_commands.end() ? nullptr : &*found;
}

QString Commands::titleOf(const QAction &action)
{
    QString text = action.text();
    text.replace(QStringLiteral("&&"), QStringLiteral("\x01"));
    text.remove(u'&');
    return text.replace(u'\x01', u'&').remove(QChar(0x2026));
}

QString Commands::settingOf(const QString &id)
{
    return QStringLiteral("keys/") + id;
}

QList<QKeySequence> Commands::keys(const QString &id) const
{
    const Command *command = find(id);
    if (!command)
        return {};
    const QVariant chosen = m_settings.value(settingOf(id));
    if (!chosen.isValid())
        return command->defaults;
    QList<QKeySequence> keys;
    for (const QString &text : chosen.toString().split(u'\n', Qt::SkipEmptyParts)) {
        const QKeySequence sequence = QKeySequence::fromString(text, QKeySequence::PortableText);
        // A file that somebody edited may hold anything.
        if (!sequence.isEmpty() && sequence[0].key() != Qt::Key_unknown)
            keys.append(sequence);
    }
    return keys;
}

bool Commands::isChanged(const QString &id) const
{
    return m_settings.value(settingOf(id)).isValid();
}

void Commands::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    const Command *command = find(id);
    if (!command)
        return;
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts.append(sequence.toString(QKeySequence::PortableText));
    // No setting where the defaults are wanted, so that a later version's defaults apply.
    m_settings.setValue(settingOf(id), keys == command->defaults ? QVariant() : QVariant(texts.join(u'\n')));
    apply(*command);
    Q_EMIT keysChanged();
}

void Commands::reset(const QString &id)
{
    if (const Command *command = find(id))
        setKeys(id, command->defaults);
}

void Commands::resetAll()
{
    for (const Command &command : std::as_const(m_commands)) {
        m_settings.setValue(settingOf(command.id), {});
        apply(command);
    }
    Q_EMIT keysChanged();
}

const Commands::Command *Commands::takenBy(const QKeySequence &wanted, const QString &id) const
{
    const auto collide = [&wanted](const QKeySequence &there) {
        return wanted.matches(there) != QKeySequence::NoMatch || there.matches(wanted) != QKeySequence::NoMatch;
    };
    for (const Command &command : m_commands) {
        if (command.id == id || !command.action)
            continue;
        const QList<QKeySequence> there = keys(command.id);
        if (std::any_of(there.begin(), there.end(), collide))
            return &command;
    }
    return nullptr;
}

void Commands::apply(const Command &command)
{
    if (command.action)
        command.action->setShortcuts(keys(command.id));
}

void Commands::noteUse(const QString &id)
{
    QStringList used = lastUsed();
    used.removeAll(id);
    used.prepend(id);
    m_settings.setValue(lastUsedSetting, QStringList(used.mid(0, lastUsedAtMost)));
}

QStringList Commands::lastUsed() const
{
    return m_settings.value(lastUsedSetting).toStringList();
}

} // namespace mostrador::console

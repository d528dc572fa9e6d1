// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>

/// The names an enumeration has in the API, each in one table that serves both ways.
namespace mostrador {

template <typename E>
struct EnumName
{
    E value;
    const char *name;
};

template <typename E, std::size_t N>
QString nameIn(const EnumName<E> (&table)[N], E value)
{
    for (const EnumName<E> &entry : table) {
        if (entry.value == value)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

template <typename E, std::size_t N>
std::optional<E> valueIn(const EnumName<E> (&table)[N], const QString &name)
{
    for (const EnumName<E> &entry : table) {
        if (name == QLatin1String(entry.name))
            return entry.value;
    }
    return std::nullopt;
}

template <typename E, std::size_t N>
QStringList namesIn(const EnumName<E> (&table)[N])
{
    QStringList names;
    for (const EnumName<E> &entry : table)
        names.append(QString::fromLatin1(entry.name));
    return names;
}

} // namespace mostrador

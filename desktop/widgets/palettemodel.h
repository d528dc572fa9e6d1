// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incident.h"
#include "model/people.h"

#include <QAbstractListModel>
#include <QIcon>
#include <QList>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace mostrador::console {

/// One line of the palette: what it says, and what choosing it means (exactly one of command, view,
/// incident and customer).
struct PaletteEntry
{
    QString title;
    QString kind; ///< "Action", "View" ...: what a reader of the list is told besides
    QString keys; ///< how the same is reached by keys; may be empty
    QIcon icon;
    QList<int> letters; ///< of the title, those that were typed
    int score = 0;
    QString command;
    std::optional<QString> viewQuery;
    QString viewSort;
    std::optional<Incident> incident;
    std::optional<CustomerId> customer;
};

/// What the palette found: local entries at once, the server's below them as they come.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        KindRole = Qt::UserRole + 1,
        KeysRole,
        LettersRole, ///< QList<int>
    };
    enum class Source
    {
        Local,
        Reference,
        Incidents,
        Customers,
        Count,
    };

    using QAbstractListModel::QAbstractListModel;

    /// Puts what @p source found in place of what it found before.
    void setEntries(Source source, const QList<PaletteEntry> &entries);
    const PaletteEntry &at(int row) const;
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    int firstRow(Source source) const;

    QList<PaletteEntry> m_entries[static_cast<int>(Source::Count)];
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/recordswindow.h"

namespace mostrador::console {

/// Searches with a name: one's own, those of teams, those for everyone.
class ViewsWindow : public RecordsWindow
{
    Q_OBJECT

public:
    explicit ViewsWindow(const WidgetContext &context, QWidget *parent = nullptr);

protected:
    QJsonObject jsonAt(const QModelIndex &index) const override;
    QJsonObject blank() const override;
    void create(const QJsonObject &values) override;
    void change(qint64 id, const QJsonObject &patch, qint64 version) override;
    void remove(qint64 id, qint64 version) override;
    void fetch(qint64 id) override;
    bool mayCreate() const override;
    bool mayEdit(qint64 id) const override;
    bool mayRemove(qint64 id) const override;
    QString nameOf(const QJsonObject &record) const override;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/viewcounts.h"
#include "widgets/widgetcontext.h"

#include <QListWidget>
#include <QTimer>

namespace mostrador::console {

/// The usual questions to the queue and the saved views, with how many incidents each has.
class PresetList : public QListWidget
{
    Q_OBJECT

public:
    explicit PresetList(const WidgetContext &context, QWidget *parent = nullptr);

    /// Selects the preset that has this query, or none.
    void showQuery(const QString &query);
    /// @{ Of a preset.
    QString titleAt(int row) const { return m_presets.at(row).title; }
    QString queryAt(int row) const;
    /// Empty where it has none of its own.
    QString sortAt(int row) const;
    /// @}
    /// How many there are before the saved views.
    int builtInCount() const { return m_builtIn; }
    ViewCounts &counts() { return m_counts; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void presetChosen(const QString &query, const QString &sort);

private:
    struct Preset
    {
        QString title;
        QString query;
        QString sort;
    };
    void addRow(const Preset &preset);
    void loadSaved(const QString &cursor, const QList<Preset> &before);
    void showSaved(const QList<Preset> &saved);
    void count();
    void showCount(int row);

    const WidgetContext m_context;
    QList<Preset> m_presets;
    int m_builtIn = 0;
    QTimer m_savedPause;
    QPointer<Reply> m_savedRequest;
    ViewCounts m_counts;
};

} // namespace mostrador::console

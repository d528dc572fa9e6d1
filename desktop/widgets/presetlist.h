// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "widgets/widgetcontext.h"

#include <QListWidget>
#include <QTimer>

namespace mostrador::console {

/// The usual questions to the queue, with how many incidents each has.
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
    /// @}
    QSize sizeHint() const override;

Q_SIGNALS:
    void presetChosen(const QString &query);

private:
    struct Preset
    {
        QString title;
        QString query;
    };
    void countNext();
    void showCount(int row, const requests::Count &count);

    const WidgetContext m_context;
    QList<Preset> m_presets;
    QTimer m_pause;
    int m_counting = 0;
    bool m_busy = false;
    bool m_dirty = false;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/incidentpresence.h"
#include "widgets/notice.h"

namespace mostrador::console {

/// "Ana is writing", "Luis and Marta are viewing": one quiet line that keeps its place while it is empty, so that
/// nothing moves when somebody comes.
class PresenceLine : public ToneLabel
{
    Q_OBJECT

public:
    explicit PresenceLine(IncidentPresence &presence, QWidget *parent = nullptr);
    /// The whole sentence, as assistive technology reads it.
    QString sentence() const { return m_sentence; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void update();
    void cut();

    IncidentPresence &m_presence;
    QString m_sentence;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"
#include "support/words.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// The filter of the queue. Takes effect a moment after typing, at once on Enter; a mistake is underlined at its place
/// and said below.
class QueryField : public QWidget
{
    Q_OBJECT

public:
    explicit QueryField(const Words &words, QWidget *parent = nullptr);

    QString query() const;
    /// Puts in a query, and has it take effect.
    void setQuery(const QString &query);
    /// Puts in the text alone.
    void showQuery(const QString &query);
    /// Marks the mistakes of an InvalidQuery problem.
    void showMistake(const Problem &problem);
    void clearMistake();
    bool hasMistake() const { return m_hasMistake; }
    QString mistakeText() const;
    void focusField();
    QLineEdit *lineEdit() const { return m_edit; }

Q_SIGNALS:
    void queryChosen(const QString &query);
    /// Enter or Down: on to the list.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take();
    void mark(int offset, int length);
    void showHelp();

    const Words &m_words;
    QLineEdit *m_edit;
    QToolButton *m_help;
    MistakeLine *m_mistake;
    QTimer m_pause;
    bool m_hasMistake = false;
    bool m_marking = false;
};

} // namespace mostrador::console

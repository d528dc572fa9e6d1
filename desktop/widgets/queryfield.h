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

/// The filter of the queue. Takes effect while it is typed, at once on Enter; a mistake is underlined at its place and
/// said below, of what is still being typed a while later.
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
    /// The text as it is, for somebody else to have it take effect: by itself it does no more.
    QString takeOver();
    /// Marks the mistakes of an InvalidQuery problem.
    void showMistake(const Problem &problem);
    void clearMistake();
    bool hasMistake() const { return m_hasMistake; }
    QString mistakeText() const;
    void focusField();
    /// The text has been put in by a suggestion; to be called behind each. @p whole: it is a whole query.
    void takeSuggested(bool whole);
    QLineEdit *lineEdit() const { return m_edit; }

Q_SIGNALS:
    /// @p typed: by hand, perhaps not to the end; otherwise by setQuery().
    void queryChosen(const QString &query, bool typed);
    /// Down, or Enter where nothing was typed: on to the list.
    void left();
    /// Enter behind something that was typed, without a mistake.
    void entered();
    /// Escape.
    void escaped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class By
    {
        Program,
        Typing,
        Enter
    };
    void take(By by);
    void sayMistake(const Problem &problem);
    void mark(int offset, int length);
    void showHelp();

    const Words &m_words;
    QLineEdit *m_edit;
    QToolButton *m_help;
    MistakeLine *m_mistake;
    QTimer m_pause;
    QTimer m_mistakePause;
    Problem m_mistakeToSay;
    By m_takenBy = By::Program;
    bool m_edited = false; ///< by hand, since it was entered or left
    bool m_hasMistake = false;
    bool m_marking = false;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/reply.h"
#include "model/searchcompletion.h"
#include "models/recentsearches.h"
#include "widgets/widgetcontext.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace mostrador::console {

/// Offers, while a query is written, how it may go on: names of fields, their values, words of incidents; in the empty
/// field what was searched for last and the saved views. The list never takes the focus: arrows choose in it, Enter
/// puts in what was chosen, Tab the first even without; whoever pays no attention to it types on, and Enter searches.
class QueryCompleter : public QObject
{
    Q_OBJECT

public:
    QueryCompleter(const WidgetContext &context, QLineEdit *edit);

    /// The list, for tests; hidden while there is nothing to offer.
    QListWidget *list() const { return m_list; }
    /// @{ What was searched for is kept to be offered again. Remembered; off, it is forgotten too.
    bool keepsSearches() const;
    void setKeepsSearches(bool on);
    void noteSearch(const QString &query);
    void forgetSearches();
    /// @}
    void hide();

Q_SIGNALS:
    /// The text of the field is another one. @p whole: it is a whole query, to be searched for.
    void putIn(bool whole);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void ask();
    void offerSearches();
    void show(const searchquery::Completions &completions);
    void take(int row);
    bool pressed(int key);

    const WidgetContext m_context;
    QLineEdit *m_edit;
    QListWidget *m_list;
    RecentSearches m_recent;
    QTimer m_pause;
    QPointer<Reply> m_request;
    QString m_askedText;
    QString m_shownFor; ///< the text that what is shown is about
    int m_askedPlace = -1;
    searchquery::Completions m_shown;
    bool m_putting = false;
};

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/customerfile.h"
#include "widgets/widgetcontext.h"

#include <QJsonObject>
#include <QPointer>
#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListView;
class QListWidget;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace mostrador::console {

class FieldForm;
class MistakeLine;
class ToneLabel;

/// What somebody typed about a caller, sorted into a name, an e-mail and a telephone number.
NewCustomer callerFromText(const QString &text);

/// Who is calling: customers are found while a name, telephone number or e-mail is typed; one that is not known is
/// entered. Of the one chosen the open incidents are shown.
class CallerFinder : public QWidget
{
    Q_OBJECT

public:
    explicit CallerFinder(const WidgetContext &context, QWidget *parent = nullptr);

    /// @{ Who is calling: one who is known, or one to be entered, or (neither) nobody yet.
    const std::optional<Customer> &customer() const { return m_customer; }
    std::optional<NewCustomer> newCustomer() const;
    /// @}
    void choose(const Customer &customer);
    void clear();
    /// @{ All of it, for a draft.
    QJsonObject content() const;
    void setContent(const QJsonObject &content);
    /// @}
    /// Says what is missing and goes there; true: nothing is.
    bool check();
    /// Shows the faults that the server found with the customer.
    QList<FieldError> showErrors(const QList<FieldError> &errors);
    void focusSearch();
    /// To the open incidents of the caller; false where there are none.
    bool focusIncidents();
    /// Its controls in the order of the Tab key.
    QList<QWidget *> tabChain() const;
    CustomerFile *file() const { return m_file; }

Q_SIGNALS:
    /// Somebody changed something.
    void edited();
    /// The caller is known: on to what it is about.
    void settled();
    /// Enter on one of the open incidents.
    void incidentActivated(const mostrador::Incident &incident);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Page
    {
        Matches,
        Known,
        New
    };
    QWidget *makeMatches();
    QWidget *makeKnown();
    QWidget *makeNew();
    void turnTo(Page page);
    Page page() const;
    void onSearchEdited();
    void search();
    void show(const QList<Customer> &found);
    void enter();
    void take();
    void begin();
    void lookForEmail();
    void update();

    const WidgetContext m_context;
    CustomerFile *m_file;
    std::optional<Customer> m_customer;
    QList<Customer> m_found;
    NewCustomer m_guess; ///< what the search put into the fields of a new customer
    QLineEdit *m_search;
    MistakeLine *m_mistake;
    QStackedWidget *m_pages;
    QListWidget *m_matches = nullptr;
    QLabel *m_name = nullptr;
    ToneLabel *m_details = nullptr;
    ToneLabel *m_known = nullptr;
    QLabel *m_heading = nullptr;
    QListView *m_incidents = nullptr;
    ToneLabel *m_hint = nullptr;
    FieldForm *m_fields = nullptr;
    QPushButton *m_other;
    QTimer m_pause;
    QPointer<Reply> m_request;
    QPointer<Reply> m_emailRequest;
    bool m_entered = false; ///< Enter came before the server's answer
    bool m_writing = false;
};

} // namespace mostrador::console

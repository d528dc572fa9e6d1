// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "models/pagedtablemodel.h"
#include "protocol/codecs.h"
#include "widgets/widgetcontext.h"

#include <QJsonObject>
#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTableView;
QT_END_NAMESPACE

namespace mostrador::console {

class FieldForm;
class Notice;

/// A window for one kind of record (customers, employees, ...): a list with a search, and the form of the record
/// chosen. Works on the records' JSON, so that what is sent, what is found wrong and what conflicts have the same names
/// everywhere. Only the fields that were edited are sent.
class RecordsWindow : public QMainWindow
{
    Q_OBJECT

public:
    ~RecordsWindow() override;
    /// Chooses a record, whether it is in the list or not.
    void showRecord(qint64 id);
    /// Begins a new record with these values besides the usual ones.
    void createRecord(const QJsonObject &values);
    FieldForm *form() const { return m_form; }
    QTableView *table() const { return m_table; }
    Notice *notice() const { return m_notice; }
    PagedTableModel *model() const { return m_model; }
    bool isDirty() const { return m_dirty; }

protected:
    /// What differs between the kinds of records, besides the virtual functions. Texts are translated.
    struct Texts
    {
        QString title;
        QString list;         ///< what the list is called, for assistive technology
        QString create;       ///< "New customer"
        QString remove;       ///< "Remove customer"
        QString removeWhat;   ///< "Remove %1?"
        QString removeEffect; ///< what it means
        QString readOnly;     ///< why nothing can be changed
        QString none;         ///< nothing chosen
    };

    /// @p name: under which geometry and columns are kept.
    RecordsWindow(const WidgetContext &context, PagedTableModel *model, const QString &name, const Texts &texts,
                  const QStringList &hiddenColumns, QWidget *parent);
    /// Called at the end of the subclass's constructor, when the fields are there.
    void finish();

    /// Adds an editor whose content is the member @p path ("phone", "address.city") of the record.
    void addField(const QString &path, QWidget *editor, const QString &hint = {});

    virtual QJsonObject jsonAt(const QModelIndex &index) const = 0;
    virtual QJsonObject blank() const = 0;
    /// @{ Requests; end in received(), removed() or refused().
    virtual void create(const QJsonObject &values) = 0;
    virtual void change(qint64 id, const QJsonObject &patch, qint64 version) = 0;
    virtual void remove(qint64 id, qint64 version) = 0;
    virtual void fetch(qint64 id) = 0;
    /// @}
    virtual bool mayCreate() const = 0;
    virtual bool mayEdit(qint64 id) const = 0;
    virtual bool mayRemove(qint64 id) const = 0;
    /// Enables and shows single fields; @p creating: the record is a new one.
    virtual void adjustFields(bool creating, qint64 id)
    {
        Q_UNUSED(creating)
        Q_UNUSED(id)
    }
    virtual QString nameOf(const QJsonObject &record) const = 0;

    template <typename T>
    void handle(ReplyOf<T> *reply)
    {
        reply->then(this, [this](const Answer<T> &answer) {
            if (answer)
                received(codec::toJson(*answer));
            else
                refused(answer.error());
        });
    }
    template <typename T>
    void handleFetch(ReplyOf<T> *reply)
    {
        reply->then(this, [this](const Answer<T> &answer) {
            if (answer)
                fetched(codec::toJson(*answer));
            else
                refused(answer.error());
        });
    }
    void handleRemoval(ReplyOf<Nothing> *reply);
    void refused(const Failure &failure);
    void refusedHere(const Problem &problem);
    /// A further button beside Save.
    void addButton(QPushButton *button);
    qint64 currentId() const;
    /// The record in the form, as it was read.
    const QJsonObject &record() const { return m_record; }
    bool isCreating() const { return m_creating; }
    bool isBusy() const { return m_busy; }
    void updateControls();

    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

    const WidgetContext m_context;

private:
    struct Binding
    {
        QStringList path;
        QWidget *editor;
        QJsonValue shown; ///< what the editor made of the record's value
    };
    void build(const QStringList &hiddenColumns);
    void buildForm(QWidget *right);
    void makeActions();
    void onRow(const QModelIndex &current);
    void onRowsChanged();
    void begin(const QJsonObject &record, bool creating);
    void beginNew(const QJsonObject &values = {});
    void save();
    void discard();
    void askRemove();
    void received(const QJsonObject &record);
    void fetched(const QJsonObject &record);
    void removed();
    void onConflict(const Problem &problem);
    void selectRow(qint64 id);
    bool holdBack(const std::function<void()> &then);
    void setDirty(bool dirty);
    void fillForm(const QJsonObject &record);
    QJsonObject readForm() const;
    QJsonObject patch() const;
    void showListState();

    PagedTableModel *m_model;
    const QString m_name;
    const Texts m_texts;
    QList<Binding> m_bindings;
    QJsonObject m_record;
    QJsonObject m_keptAfterConflict;
    QString m_removing; ///< name of the record being removed
    bool m_creating = false;
    bool m_open = false; ///< the form shows a record or a new one
    bool m_dirty = false;
    bool m_busy = false;
    bool m_filling = false;
    bool m_selecting = false;

    QLineEdit *m_search;
    QTimer m_searchPause;
    QTableView *m_table;
    QLabel *m_listState;
    FieldForm *m_form;
    QLabel *m_formTitle;
    QLabel *m_formNone;
    QLabel *m_formHint;
    QStackedLayout *m_formPages;
    Notice *m_notice;
    QSplitter *m_splitter;
    QPushButton *m_new;
    QPushButton *m_remove;
    QPushButton *m_save;
    QPushButton *m_discard;
    QHBoxLayout *m_buttons = nullptr;
};

} // namespace mostrador::console

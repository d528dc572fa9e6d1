// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recordswindow.h"

#include "protocol/describe.h"
#include "widgets/confirmdialog.h"
#include "widgets/conflictdialog.h"
#include "widgets/fieldeditors.h"
#include "widgets/fieldform.h"
#include "widgets/notice.h"
#include "widgets/tablecolumns.h"

#include <QCloseEvent>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTableView>

namespace mostrador::console {

RecordsWindow::~RecordsWindow()
{
    m_context.settings.setState(m_name + QStringLiteral("Window"), saveGeometry());
    m_context.settings.setState(m_name + QStringLiteral("Splitter"), m_splitter->saveState());
}

qint64 RecordsWindow::currentId() const
{
    return m_record.value(QStringLiteral("id")).toString().toLongLong();
}

void RecordsWindow::showRecord(qint64 id)
{
    holdBack([this, id] {
        m_busy = true;
        updateControls();
        fetch(id);
    });
}

void RecordsWindow::onRow(const QModelIndex &current)
{
    if (m_selecting || !current.isValid())
        return;
    const QJsonObject record = jsonAt(current);
    if (m_open && !m_creating && record.value(QStringLiteral("id")) == m_record.value(QStringLiteral("id")))
        return;
    const bool gone = holdBack([this, record] { begin(record, false); });
    if (!gone)
        selectRow(m_creating ? 0 : currentId());
}

/// Runs @p then, unless there is something unsaved: then says so, and offers it. True if it was run.
bool RecordsWindow::holdBack(const std::function<void()> &then)
{
    if (!m_dirty) {
        then();
        return true;
    }
    m_notice->show(Tone::Warning, tr("Save or discard your changes first."), tr("&Discard changes"), [this, then] {
        setDirty(false);
        then();
        selectRow(m_creating ? 0 : currentId());
    });
    return false;
}

void RecordsWindow::onRowsChanged()
{
    showListState();
    if (!m_open || m_creating || m_dirty || m_busy)
        return;
    // Somebody else changed the record that is shown and not being edited: it follows.
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(PagedTableModel::IdRole).toLongLong() != currentId())
            continue;
        const QJsonObject fresh = jsonAt(index);
        if (fresh.value(QStringLiteral("version")) != m_record.value(QStringLiteral("version")))
            begin(fresh, false);
        return;
    }
}

void RecordsWindow::begin(const QJsonObject &record, bool creating)
{
    m_record = record;
    m_creating = creating;
    m_open = true;
    m_keptAfterConflict = {};
    m_notice->dismiss();
    m_form->clearErrors();
    fillForm(record);
    setDirty(false);
    m_formTitle->setText(creating ? QString(m_texts.create).remove(u'&') : oneLine(nameOf(record)));
    m_formPages->setCurrentIndex(0);
    updateControls();
}

void RecordsWindow::createRecord(const QJsonObject &values)
{
    beginNew(values);
}

void RecordsWindow::beginNew(const QJsonObject &values)
{
    holdBack([this, values] {
        QJsonObject record = blank();
        for (auto it = values.begin(); it != values.end(); ++it)
            record.insert(it.key(), it.value());
        begin(record, true);
        selectRow(0);
        for (const Binding &binding : m_bindings) {
            if (binding.editor->isEnabled()) {
                binding.editor->setFocus(Qt::OtherFocusReason);
                break;
            }
        }
    });
}

void RecordsWindow::save()
{
    if (m_busy || !m_open || !m_save->isEnabled())
        return;
    m_notice->dismiss();
    m_form->clearErrors();
    const QJsonObject wanted = m_creating ? readForm() : patch();
    if (wanted.isEmpty()) {
        setDirty(false);
        updateControls();
        return;
    }
    m_busy = true;
    updateControls();
    if (m_creating)
        create(wanted);
    else
        change(currentId(), wanted, m_record.value(QStringLiteral("version")).toInteger());
}

void RecordsWindow::discard()
{
    if (m_creating) {
        setDirty(false);
        m_open = false;
        m_creating = false;
        m_record = {};
        m_formPages->setCurrentIndex(1);
        m_notice->dismiss();
        updateControls();
        m_table->setFocus();
        return;
    }
    begin(m_record, false);
}

void RecordsWindow::askRemove()
{
    if (!m_open || m_creating || m_busy)
        return;
    const QJsonObject record = m_record;
    auto *dialog = new ConfirmDialog(m_texts.removeWhat.arg(oneLine(nameOf(record), 80)), m_texts.removeEffect,
                                     m_texts.remove, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, record] {
        m_removing = oneLine(nameOf(record), 80);
        m_busy = true;
        updateControls();
        remove(record.value(QStringLiteral("id")).toString().toLongLong(),
               record.value(QStringLiteral("version")).toInteger());
    });
    dialog->open();
}

void RecordsWindow::handleRemoval(ReplyOf<Nothing> *reply)
{
    reply->then(this, [this](const Answer<Nothing> &answer) {
        if (answer)
            removed();
        else
            refused(answer.error());
    });
}

void RecordsWindow::received(const QJsonObject &record)
{
    m_busy = false;
    const bool created = m_creating;
    begin(record, false);
    m_notice->show(Tone::Good, created ? tr("%1 was created.").arg(oneLine(nameOf(record), 80))
                                       : tr("The changes to %1 are saved.").arg(oneLine(nameOf(record), 80)));
    m_model->refresh();
    selectRow(currentId());
}

void RecordsWindow::fetched(const QJsonObject &record)
{
    m_busy = false;
    const QJsonObject kept = std::exchange(m_keptAfterConflict, {});
    begin(record, false);
    selectRow(currentId());
    if (kept.isEmpty())
        return;
    // After a conflict: the present values, with those of the employee's that are to stand.
    for (const Binding &binding : m_bindings) {
        const QJsonValue own = editors::valueAt(kept, binding.path);
        if (!own.isUndefined())
            editors::write(binding.editor, own);
    }
    setDirty(!patch().isEmpty());
    updateControls();
    save();
}

void RecordsWindow::removed()
{
    m_busy = false;
    m_open = false;
    m_record = {};
    setDirty(false);
    m_formPages->setCurrentIndex(1);
    m_notice->show(Tone::Good, tr("%1 was removed.").arg(m_removing));
    m_model->refresh();
    updateControls();
    m_table->setFocus();
}

void RecordsWindow::refused(const Failure &failure)
{
    m_busy = false;
    updateControls();
    if (failure.is(ErrorCode::EditConflict)) {
        onConflict(failure.problem);
        return;
    }
    const QList<FieldError> rest = m_form->showErrors(failure.problem.errors);
    QString text = describe(failure, m_context.models.words);
    for (const FieldError &error : rest) {
        text += u' ' + words::fieldName(error.pointer, m_context.models.words) + QStringLiteral(": ") +
                words::describe(error, m_context.models.words);
    }
    m_notice->show(Tone::Danger, text);
}

void RecordsWindow::refusedHere(const Problem &problem)
{
    Failure failure;
    failure.kind = Failure::Kind::Refused;
    failure.problem = problem;
    refused(failure);
}

void RecordsWindow::onConflict(const Problem &problem)
{
    const QList<requests::FieldConflict> conflicts = requests::conflictsOf(problem);
    auto *dialog = new ConflictDialog(conflicts, m_context.models, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QJsonObject wanted = patch();
    connect(dialog, &QDialog::accepted, this, [this, dialog, wanted, conflicts] {
        m_keptAfterConflict = withoutGivenUp(wanted, conflicts, dialog->keptMine());
        m_busy = true;
        updateControls();
        fetch(currentId());
    });
    dialog->open();
}

void RecordsWindow::selectRow(qint64 id)
{
    m_selecting = true;
    bool found = false;
    for (int row = 0; row < m_model->rowCount() && id > 0; ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(PagedTableModel::IdRole).toLongLong() == id) {
            m_table->setCurrentIndex(index);
            found = true;
            break;
        }
    }
    if (!found) {
        m_table->selectionModel()->clearSelection();
        m_table->selectionModel()->setCurrentIndex(QModelIndex(), QItemSelectionModel::NoUpdate);
    }
    m_selecting = false;
}

void RecordsWindow::setDirty(bool dirty)
{
    m_dirty = dirty;
    setWindowModified(dirty);
}

void RecordsWindow::fillForm(const QJsonObject &record)
{
    m_filling = true;
    for (Binding &binding : m_bindings) {
        editors::write(binding.editor, editors::valueAt(record, binding.path));
        binding.shown = editors::read(binding.editor);
    }
    m_filling = false;
}

QJsonObject RecordsWindow::readForm() const
{
    QJsonObject result;
    for (const Binding &binding : m_bindings) {
        const QJsonValue value = editors::read(binding.editor);
        if (!value.isUndefined())
            editors::setValueAt(result, binding.path, value);
    }
    return result;
}

QJsonObject RecordsWindow::patch() const
{
    QJsonObject result;
    for (const Binding &binding : m_bindings) {
        const QJsonValue now = editors::read(binding.editor);
        // A value that the editor cannot hold as it is stays untouched as long as nobody edits it.
        if (!now.isUndefined() && !editors::isSame(now, binding.shown) &&
            !editors::isSame(now, editors::valueAt(m_record, binding.path)))
            editors::setValueAt(result, binding.path, now);
    }
    return result;
}

void RecordsWindow::updateControls()
{
    const bool online = m_context.models.client.isOnline();
    const qint64 id = currentId();
    const bool editable = m_open && (m_creating ? mayCreate() : mayEdit(id));
    m_form->setEnabled(editable && !m_busy);
    if (m_open)
        adjustFields(m_creating, id);
    m_save->setText(m_creating ? tr("Create (Ctrl+S)") : tr("Save (Ctrl+S)"));
    m_save->setEnabled(editable && !m_busy && online && (m_dirty || m_creating));
    m_discard->setEnabled(editable && !m_busy && (m_dirty || m_creating));
    m_new->setEnabled(mayCreate() && !m_busy);
    m_new->setToolTip(mayCreate() ? QString() : m_texts.readOnly);
    m_remove->setEnabled(m_open && !m_creating && !m_busy && online && mayRemove(id));
    m_formHint->setText(m_busy ? tr("Working…") : m_open && !editable ? m_texts.readOnly : QString());
    m_formHint->setVisible(!m_formHint->text().isEmpty());
}

void RecordsWindow::showListState()
{
    QString text;
    if (m_model->rowCount() == 0) {
        switch (m_model->loadState()) {
        case PagedTableModel::LoadState::Idle:
        case PagedTableModel::LoadState::Loading:
            text = tr("Loading…");
            break;
        case PagedTableModel::LoadState::Ready:
            text = m_model->query().isEmpty() ? tr("There are none yet.") : tr("None begins with these words.");
            break;
        case PagedTableModel::LoadState::Failed:
            text = describe(m_model->lastFailure(), m_context.models.words);
            break;
        }
    }
    m_listState->setText(text);
    m_listState->setVisible(!text.isEmpty());
}

void RecordsWindow::closeEvent(QCloseEvent *event)
{
    if (holdBack([] {})) {
        event->accept();
        return;
    }
    m_notice->show(Tone::Warning, tr("Your changes are not saved."), tr("&Discard and close"), [this] {
        setDirty(false);
        close();
    });
    event->ignore();
}

void RecordsWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace mostrador::console

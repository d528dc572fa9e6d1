// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/requests.h"
#include "widgets/widgetcontext.h"

#include <QDialog>
#include <QTimer>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace mostrador::console {

class MistakeLine;

/// Tags found by typing their beginning. For an incident: those it carries stand first, ticked; Enter puts the one
/// chosen on or takes it off and is done, Shift+Enter goes on. A name that no tag has yet can be put on too.
class TagPicker : public QDialog
{
    Q_OBJECT

public:
    /// Of an incident, to be changed; ends in tagsChosen().
    TagPicker(const WidgetContext &context, const QString &reference, const QStringList &present, QWidget *parent);
    /// One tag out of all, but for @p except; ends in tagChosen().
    TagPicker(const WidgetContext &context, const QString &question, TagId except, QWidget *parent);

Q_SIGNALS:
    void tagsChosen(const QStringList &tags);
    void tagChosen(const mostrador::Tag &tag);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build(const QString &question, const QString &verb);
    void search();
    void show(const QList<Tag> &found);
    void addRow(const QString &name, const QString &text, bool ticked);
    bool toggle();
    void take();
    QString typed() const;
    bool several() const { return !m_except; }

    const WidgetContext m_context;
    const std::optional<TagId> m_except;
    QStringList m_tags;
    QList<Tag> m_found;
    QLineEdit *m_edit;
    QListWidget *m_list;
    MistakeLine *m_mistake;
    QTimer m_pause;
    QPointer<Reply> m_request;
};

} // namespace mostrador::console

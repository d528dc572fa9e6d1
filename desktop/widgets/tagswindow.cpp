// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tagswindow.h"

#include "model/limits.h"
#include "models/taglistmodel.h"
#include "widgets/fieldeditors.h"
#include "widgets/tagpicker.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace mostrador::console {

TagsWindow::TagsWindow(const WidgetContext &context, QWidget *parent)
    : RecordsWindow(
          context, new TagListModel(context.models), QStringLiteral("tags"),
          {tr("Tags"), tr("Tags"), tr("&New tag"), tr("Remove tag"), tr("Remove %1?"),
           tr("Only a tag that no incident carries can be removed; archive it or merge it into another one instead."),
           tr("Only leads and administrators change tags."), tr("Choose a tag.")},
          {}, parent)
{
    addField(QStringLiteral("name"), editors::line(limits::tag),
             tr("Renaming it changes the incidents that carry it, in the background."));
    addField(QStringLiteral("description"), editors::lines(limits::tagDescription, 4));
    addField(QStringLiteral("colour"), editors::tagColour());
    addField(QStringLiteral("archived"), new QCheckBox(tr("Stays on incidents, but is not offered any more")));
    m_merge = new QPushButton(tr("&Merge into…"));
    m_merge->setObjectName(QStringLiteral("mergeTag"));
    connect(m_merge, &QPushButton::clicked, this, &TagsWindow::askMerge);
    addButton(m_merge);
    finish();
}

QJsonObject TagsWindow::jsonAt(const QModelIndex &index) const
{
    return codec::toJson(static_cast<TagListModel *>(model())->at(index.row()));
}

QJsonObject TagsWindow::blank() const
{
    return {};
}

void TagsWindow::create(const QJsonObject &values)
{
    const auto input = codec::newTagFromJson(values);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::createTag(m_context.models.client, *input));
}

void TagsWindow::change(qint64 id, const QJsonObject &patch, qint64 version)
{
    const auto input = codec::tagChangeFromJson(patch);
    if (!input)
        refusedHere(input.error());
    else
        handle(requests::changeTag(m_context.models.client, TagId(id), *input, version));
}

void TagsWindow::remove(qint64 id, qint64 version)
{
    handleRemoval(requests::removeTag(m_context.models.client, TagId(id), version));
}

void TagsWindow::fetch(qint64 id)
{
    handleFetch(requests::tag(m_context.models.client, TagId(id)));
}

bool TagsWindow::mayCreate() const
{
    return m_context.models.session.isAllowedSomewhere(Action::TagManage);
}

bool TagsWindow::mayEdit(qint64) const
{
    return mayCreate();
}

bool TagsWindow::mayRemove(qint64) const
{
    return mayCreate();
}

QString TagsWindow::nameOf(const QJsonObject &record) const
{
    return record.value(QStringLiteral("name")).toString();
}

void TagsWindow::adjustFields(bool creating, qint64)
{
    m_merge->setEnabled(!creating && mayCreate());
}

void TagsWindow::askMerge()
{
    const TagId id(currentId());
    const qint64 version = record().value(QStringLiteral("version")).toInteger();
    auto *picker =
        new TagPicker(m_context, tr("Merge “%1” into").arg(oneLine(nameOf(record()), limits::tag)), id, this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &TagPicker::tagChosen, this, [this, id, version](const Tag &into) {
        requests::mergeTag(m_context.models.client, id, into.id, version)
            ->then(this, [this](const Answer<Tag> &answer) {
                if (answer)
                    showRecord(answer->id.value());
                else
                    refused(answer.error());
            });
    });
    picker->open();
}

} // namespace mostrador::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <kainjow/mustache.hpp>
#include <memory>

namespace mostrador::portal {

/// What a template is filled with: an object, a list, a text or a boolean. An empty text counts as true in a section,
/// so leave a member out, or give a boolean, where a section asks.
using Data = kainjow::mustache::data;

Data toData(const QString &text);
Data toData(const QByteArray &text);

/// The pages' templates, parsed. `{{> name}}` is put in its place when they are loaded, so that nothing is parsed later
/// and rendering changes nothing: one object serves all threads.
class Templates
{
public:
    /// Reads all from the resources. Internal with the template's name and fault if one of them is not valid.
    static Result<Templates> load();
    /// A page inside the layout. @p contexts: where names are looked up, the last first; not owned.
    QByteArray render(const QString &name, const QList<const Data *> &contexts) const;

private:
    Templates() = default;
    QHash<QString, std::shared_ptr<kainjow::mustache::mustache>> m_pages;
};

} // namespace mostrador::portal

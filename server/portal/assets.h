// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/router.h"
#include "portal/templates.h"

#include <QHash>
#include <QList>
#include <QString>

namespace mostrador::portal {

/// Style sheet, script and logo. Their names hold a hash of their content, so browsers may keep them for ever.
class Assets
{
public:
    struct Asset
    {
        QString key; ///< what templates call it: {{asset.css}}
        QString fileName;
        QByteArray type;
        QByteArray content;
    };

    /// Reads them from the resources. Internal where one is missing.
    static Result<Assets> load();
    /// GET /static/<name> for each, answered in the I/O thread.
    void registerRoutes(http::Router &router) const;
    /// The addresses, by key.
    const Data &table() const { return m_table; }
    const QList<Asset> &all() const { return m_assets; }

private:
    QList<Asset> m_assets;
    Data m_table;
};

} // namespace mostrador::portal

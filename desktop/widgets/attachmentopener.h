// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/widgetcontext.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace mostrador::console {

/// Opens files of incidents with the desktop's programs, or saves them. Only kinds that cannot carry a program are
/// opened; others are to be saved and looked at first. What was opened is removed when the console ends.
class AttachmentOpener : public QObject
{
    Q_OBJECT

public:
    /// @p host: parent of file dialogs.
    AttachmentOpener(const WidgetContext &context, QWidget *host);

    static bool isHarmless(const QString &mediaType);
    void open(const Attachment &attachment);
    /// Asks where to.
    void saveAs(const Attachment &attachment);
    void save(const Attachment &attachment, const QString &path);

Q_SIGNALS:
    void busy(const QString &what);
    void done(const QString &what);
    void failed(const QString &why);
    /// Not opened, because of its kind; saving is offered.
    void refused(const mostrador::Attachment &attachment, const QString &why);

private:
    const WidgetContext m_context;
    QWidget *m_host;
    std::unique_ptr<QTemporaryDir> m_folder;
    int m_opened = 0;
};

/// A file name that is one on any system: no folders, no leading dot, no control or bidirectional characters.
QString safeFileName(const QString &name);

} // namespace mostrador::console

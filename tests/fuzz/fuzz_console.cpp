// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Messages in the console: nothing is loaded to show them, and links lead only where a browser or a mail program goes.
#include "target.h"
#include "widgets/safemarkdown.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFragment>

namespace mostrador::fuzz::console {

/// Loads nothing, and tells if it was asked to.
class Page final : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &name) override
    {
        check(false, "something is loaded to show a message", name.toString());
        return {};
    }
};

static void checkFormat(const QTextCharFormat &format)
{
    check(!format.isImageFormat(), "a picture in a message", format.toImageFormat().name());
    check(!format.hasProperty(QTextFormat::BackgroundImageUrl), "a picture behind a message");
    if (format.isAnchor() || format.hasProperty(QTextFormat::AnchorHref)) {
        const QUrl url(format.anchorHref(), QUrl::StrictMode);
        const QString scheme = url.scheme();
        check(scheme == QLatin1String("http") || scheme == QLatin1String("https") || scheme == QLatin1String("mailto"),
              "a link that leads to harm", format.anchorHref());
    }
}

MOSTRADOR_FUZZ_TARGET(console)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    static int argc = 1;
    static char name[] = "fuzz";
    static char *argv[] = {name, nullptr};
    static QGuiApplication *application = QCoreApplication::instance() ? nullptr : new QGuiApplication(argc, argv);
    Q_UNUSED(application)

    Page page;
    QTextCursor(&page).insertFragment(mostrador::console::safeMarkdown(QString::fromUtf8(input), QFont(), QPalette()));
    page.setTextWidth(400);
    check(page.size().height() >= 0, "a page without a size");
    for (QTextBlock block = page.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it)
            checkFormat(it.fragment().charFormat());
        checkFormat(block.charFormat());
    }
}

} // namespace mostrador::fuzz::console

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/incidentwindow.h"

#include "widgets/commands.h"
#include "widgets/icons.h"
#include "widgets/incidentpanel.h"
#include "widgets/incidenttabs.h"
#include "widgets/panelactions.h"
#include "widgets/shortcutsdialog.h"

#include <QAction>
#include <QCloseEvent>
#include <QMenuBar>

namespace mostrador::console {

namespace {

constexpr int windowsAtMost = 10; ///< that are opened again

QString windowsSetting(const WidgetContext &context)
{
    return accountSetting(context, QStringLiteral("windows"));
}

} // namespace

IncidentWindow::IncidentWindow(const WidgetContext &context, QWidget *parent)
    : QMainWindow(parent)
    , m_context(context)
    , m_commands(new Commands(context.settings, this))
    , m_panel(new IncidentPanel(context, this))
{
    setObjectName(QStringLiteral("incidentWindow"));
    setWindowIcon(icon(Glyph::Application));
    setWindowTitle(tr("Incident"));
    setCentralWidget(m_panel);
    new PanelActions(menuBar()->addMenu(tr("&Incident")), *m_commands, m_panel, this);
    makeViewMenu();
    connect(&m_panel->incident(), &OpenIncident::changed, this, [this] {
        if (!m_panel->incident().hasIncident())
            return;
        const Incident &now = m_panel->incident().incident();
        m_id = now.id;
        setWindowTitle(tr("%1: %2", "reference, subject").arg(now.reference, oneLine(now.subject, 80)));
    });
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 42);
}

void IncidentWindow::makeViewMenu()
{
    QMenu *menu = menuBar()->addMenu(tr("&View"));
    const QString group = Commands::titleOf(*menu->menuAction());
    // The same names as in the main window, so that keys chosen there are these too.
    const auto put = [&](const char *id, const QString &text, const QList<QKeySequence> &keys, const auto &run) {
        QAction *action = menu->addAction(text);
        connect(action, &QAction::triggered, this, run);
        m_commands->add(QStringLiteral("view.") + QLatin1String(id), group, action, keys);
    };
    put("conversation", tr("Go to the c&onversation"), {Qt::Key_O, Qt::CTRL | Qt::SHIFT | Qt::Key_L},
        [this] { m_panel->focusConversation(); });
    put("properties", tr("Go to the propert&ies"), {Qt::Key_I, Qt::CTRL | Qt::Key_I},
        [this] { m_panel->focusProperties(); });
    put("customerCard", tr("Go to the c&ustomer's incidents"), {Qt::Key_U, Qt::CTRL | Qt::Key_U},
        [this] { m_panel->focusCustomer(); });
    put("sideBar", tr("Side bar of the inciden&t"), {Qt::Key_V, Qt::CTRL | Qt::SHIFT | Qt::Key_I},
        [this] { m_panel->setSideBarShown(!m_panel->isSideBarShown()); });
    put("nextTab", tr("Next &tab"), {Qt::CTRL | Qt::Key_PageDown}, [this] { m_panel->stepTab(1); });
    put("previousTab", tr("Previous ta&b"), {Qt::CTRL | Qt::Key_PageUp}, [this] { m_panel->stepTab(-1); });
    put("refresh", tr("&Refresh"), {Qt::Key_F5}, [this] { m_panel->refresh(); });
    menu->addSeparator();
    put("openTab", tr("Into a ta&b of the main window"), {Qt::Key_B, Qt::CTRL | Qt::Key_T}, [this] {
        if (m_panel->incident().hasIncident()) {
            Q_EMIT tabRequested(m_panel->incident().incident());
            close();
        }
    });
    put("closeTab", tr("&Close the window"), {Qt::CTRL | Qt::Key_W}, [this] { close(); });
    put("shortcuts", tr("&Keyboard shortcuts…"), {Qt::Key_Question, Qt::Key_F1}, [this] {
        auto *dialog = new ShortcutsDialog(*m_commands, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void IncidentWindow::showIncident(const Incident &known)
{
    m_id = known.id;
    m_panel->showIncident(known);
}

void IncidentWindow::openIncident(IncidentId id, const QString &reference)
{
    m_id = id;
    setWindowTitle(reference);
    m_panel->openIncident(id);
}

void IncidentWindow::closeEvent(QCloseEvent *event)
{
    m_context.drafts.flush();
    m_panel->commitEdits();
    event->accept();
    Q_EMIT closed();
}

IncidentWindows::IncidentWindows(const WidgetContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{}

IncidentWindows::~IncidentWindows()
{
    putAway();
}

IncidentWindow *IncidentWindows::make()
{
    // No parent window, so that it does not stay in front of the main one.
    auto *window = new IncidentWindow(m_context);
    m_windows.append(window);
    connect(window, &IncidentWindow::closed, this, [this, window] {
        if (m_ending)
            return;
        m_context.settings.setState(QStringLiteral("incidentWindow"), window->saveGeometry());
        m_windows.removeAll(window);
        m_closed.removeIf([](const QPointer<IncidentWindow> &each) { return each.isNull(); });
        m_closed.append(window);
        window->deleteLater();
        keep();
    });
    Q_EMIT made(window);
    return window;
}

IncidentWindow *IncidentWindows::open(const Incident &incident)
{
    IncidentWindow *found = nullptr;
    for (IncidentWindow *window : std::as_const(m_windows)) {
        if (window->incidentId() == incident.id)
            found = window;
    }
    if (!found) {
        found = make();
        found->restoreGeometry(m_context.settings.state(QStringLiteral("incidentWindow")));
        found->showIncident(incident);
    }
    found->show();
    found->raise();
    found->activateWindow();
    keep();
    return found;
}

void IncidentWindows::keep()
{
    if (m_ending)
        return;
    QStringList open;
    for (const IncidentWindow *window : std::as_const(m_windows)) {
        if (window->incidentId().isValid())
            open.append(window->incidentId().toString() + u' ' +
                        QString::fromLatin1(window->saveGeometry().toBase64()) + u' ' + window->windowTitle());
    }
    m_context.settings.setValue(windowsSetting(m_context), open.isEmpty() ? QVariant() : QVariant(open));
}

void IncidentWindows::putAway()
{
    if (m_ending)
        return;
    keep();
    m_ending = true;
    const QList<IncidentWindow *> windows = std::exchange(m_windows, {});
    for (IncidentWindow *window : windows) {
        window->panel().commitEdits();
        delete window;
    }
    for (const QPointer<IncidentWindow> &window : std::exchange(m_closed, {}))
        delete window;
}

void IncidentWindows::restore()
{
    const QStringList open = m_context.settings.value(windowsSetting(m_context)).toStringList().mid(0, windowsAtMost);
    for (const QString &each : open) {
        const auto id = IncidentId::fromString(each.section(u' ', 0, 0));
        if (!id)
            continue;
        IncidentWindow *window = make();
        window->restoreGeometry(QByteArray::fromBase64(each.section(u' ', 1, 1).toLatin1()));
        window->openIncident(*id, each.section(u' ', 2));
        window->setAttribute(Qt::WA_ShowWithoutActivating);
        window->show();
    }
}

} // namespace mostrador::console

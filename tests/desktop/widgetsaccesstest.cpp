// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/conversationview.h"
#include "widgets/handovers.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentheader.h"
#include "widgets/incidentpanel.h"
#include "widgets/loginwindow.h"
#include "widgets/notificationcentre.h"
#include "widgets/phonecalls.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgetsworld.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QTcpServer>
#include <QTextBrowser>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Every window by keyboard and for assistive technology, at large sizes, and with texts that mean harm.
class WidgetsAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup()
    {
        QApplication::setFont(m_font);
        m_world.closeConsole();
    }
    void everyControlHasANameAndIsReached_data();
    void everyControlHasANameAndIsReached();
    void largeTextFits();
    void hostileTextsAreInert();

private:
    QWidget *open(const QString &window);
    static QList<QWidget *> stops(QWidget *window);
    void check(QWidget *window);

    World m_world;
    QFont m_font;
    Incident m_incident;
};

void WidgetsAccess::initTestCase()
{
    m_font = QApplication::font();
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    m_incident = m_world.incident(QStringLiteral("An incident"));
    m_world.employee(Role::Agent, QStringLiteral("Somebody Else"));
}

QWidget *WidgetsAccess::open(const QString &window)
{
    if (window == QLatin1String("login"))
        return m_world.openConsole().loginWindow();
    if (!m_world.openAndLogIn() || !m_world.choose(m_incident.id))
        return nullptr;
    MainWindow *main = m_world.console().mainWindow();
    if (!QTest::qWaitFor([&] { return main->panel().incident().isComplete(); }))
        return nullptr;
    if (window == QLatin1String("main"))
        return main;
    if (window == QLatin1String("assign")) {
        main->panel().actions().assign()->trigger();
        return dialogNamed(QStringLiteral("assignDialog"));
    }
    if (window == QLatin1String("shortcuts")) {
        QTest::keyClick(main, Qt::Key_F1);
        return dialogNamed(QStringLiteral("shortcutsDialog"));
    }
    if (window == QLatin1String("palette")) {
        QTest::keyClick(main, Qt::Key_K, Qt::ControlModifier);
        return dialogNamed(QStringLiteral("commandPalette"));
    }
    if (window == QLatin1String("tagging")) {
        main->panel().actions().tags()->trigger();
        return dialogNamed(QStringLiteral("tagPicker"));
    }
    if (window == QLatin1String("due")) {
        main->panel().actions().due()->trigger();
        return dialogNamed(QStringLiteral("dueDialog"));
    }
    if (window == QLatin1String("notifications")) {
        main->notifications().showList();
        return dialogNamed(QStringLiteral("notificationsDialog"));
    }
    if (window == QLatin1String("notificationSettings")) {
        main->notifications().showSettings();
        return dialogNamed(QStringLiteral("notificationSettingsDialog"));
    }
    if (window == QLatin1String("call")) {
        main->calls().open();
        return main->calls().form();
    }
    if (window == QLatin1String("hand over")) {
        main->handovers().openForm();
        return main->handovers().form();
    }
    if (window == QLatin1String("hand-overs")) {
        main->handovers().openWindow();
        return main->handovers().window();
    }
    RecordsWindow *records = window == QLatin1String("customers")   ? main->showCustomers()
                             : window == QLatin1String("employees") ? main->showEmployees()
                             : window == QLatin1String("teams")     ? main->showTeams()
                             : window == QLatin1String("views")     ? main->showViews()
                             : window == QLatin1String("replies")   ? main->showCannedReplies()
                             : window == QLatin1String("tags")      ? main->showTags()
                                                                    : main->showProducts();
    QTest::mouseClick(records->findChild<QPushButton *>(QStringLiteral("new")), Qt::LeftButton);
    return records;
}

/// The controls that the Tab key should reach.
QList<QWidget *> WidgetsAccess::stops(QWidget *window)
{
    QList<QWidget *> result;
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (widget->window() != window || !widget->isVisible() || !widget->isEnabled() || widget->focusProxy() ||
            !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        result.append(widget);
    }
    return result;
}

void WidgetsAccess::check(QWidget *window)
{
    const QList<QWidget *> wanted = stops(window);
    QVERIFY(wanted.size() >= 2);
    for (QWidget *widget : wanted) {
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const QString what =
            QStringLiteral("%1 \"%2\"").arg(QLatin1String(widget->metaObject()->className()), widget->objectName());
        QVERIFY2(face && face->isValid(), qPrintable(what));
        QVERIFY2(face->role() != QAccessible::NoRole && face->role() != QAccessible::Client, qPrintable(what));
        QVERIFY2(!face->text(QAccessible::Name).trimmed().isEmpty(), qPrintable(what + QStringLiteral(" has no name")));
    }
    // Tab goes round all of them, back to the first, and Shift+Tab the same way back: no trap.
    for (const bool forward : {true, false}) {
        QSet<QWidget *> seen;
        QWidget *first = wanted.first();
        first->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(first->hasFocus());
        for (int i = 0; i < wanted.size() * 3 + 20; ++i) {
            QWidget *now = window->focusWidget();
            QVERIFY(now);
            seen.insert(now);
            QTest::keyClick(now, forward ? Qt::Key_Tab : Qt::Key_Backtab, forward ? Qt::NoModifier : Qt::ShiftModifier);
        }
        for (QWidget *widget : wanted) {
            // Of a group of radio buttons the Tab key stops at the one that is chosen; the arrow keys do the rest.
            const bool radio = widget->inherits("QRadioButton");
            QVERIFY2(radio || seen.contains(widget),
                     qPrintable(QStringLiteral("%1 \"%2\" is not reached")
                                    .arg(QLatin1String(widget->metaObject()->className()), widget->objectName())));
        }
    }
}

void WidgetsAccess::everyControlHasANameAndIsReached_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"login", "main", "assign", "shortcuts", "palette", "due", "tagging", "views", "replies",
                             "tags", "call", "hand over", "hand-overs", "customers", "employees", "teams", "products",
                             "notifications", "notificationSettings"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void WidgetsAccess::everyControlHasANameAndIsReached()
{
    QFETCH(QString, name);
    QWidget *window = open(name);
    QVERIFY(window);
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    check(window);
}

void WidgetsAccess::largeTextFits()
{
    QFont large = m_font;
    large.setPointSizeF(m_font.pointSizeF() * 1.4);
    QApplication::setFont(large);
    for (const char *name : {"login", "main", "customers"}) {
        QWidget *window = open(QString::fromLatin1(name));
        QVERIFY(window);
        QVERIFY(QTest::qWaitForWindowExposed(window));
        // What a window needs at least goes on a screen of 1280 x 800.
        const QSize least = window->minimumSizeHint();
        QVERIFY2(
            least.width() <= 1280 && least.height() <= 800,
            qPrintable(QStringLiteral("%1: %2 x %3").arg(QLatin1String(name)).arg(least.width()).arg(least.height())));
        for (const QPushButton *button : window->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->window() == window &&
                !button->objectName().endsWith(QLatin1String("Button"))) {
                QVERIFY2(button->width() >= button->minimumSizeHint().width() - 2,
                         qPrintable(button->objectName() + u' ' + button->text()));
            }
        }
        m_world.closeConsole();
    }
}

void WidgetsAccess::hostileTextsAreInert()
{
    // Somebody listens for a console that fetches what a message names.
    QTcpServer listener;
    QVERIFY(listener.listen(QHostAddress::LocalHost));
    int visits = 0;
    connect(&listener, &QTcpServer::newConnection, this, [&] { ++visits; });
    const QString spy = QStringLiteral("http://127.0.0.1:%1/spy.png").arg(listener.serverPort());
    const QString subject =
        QStringLiteral("<img src='%1'><b>bold</b> & <a href=\"file:///etc/passwd\">x</a> %n %1").arg(spy);
    const QString body =
        QStringLiteral("<img src=\"%1\">\n\n![x](%1)\n\n<script>alert(1)</script>\n\n"
                       "<link rel=stylesheet href=\"%1\">\n\n[click](javascript:alert(1))\n\n"
                       "<style>@import '%1';</style>\n\n[file](file:///etc/passwd)\n\n\u202Eevil\u202C")
            .arg(spy);
    const Incident incident = m_world.incident(subject, body);
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    ConversationView &view = panel.conversation();
    QTRY_VERIFY(view.toPlainText().contains(QLatin1String("<script>alert(1)</script>")));
    auto *label = m_world.find<QLabel>(QStringLiteral("subject"));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(label->text().contains(QLatin1String("<b>bold</b>")));
    QVERIFY(!view.toHtml().contains(QLatin1String("javascript:")));
    QVERIFY(!view.toHtml().contains(QLatin1String("href=\"file:")));
    QVERIFY(!view.toHtml().contains(QLatin1String("<img")));
    for (const QLabel *each : m_world.console().mainWindow()->findChildren<QLabel *>()) {
        if (each->text().contains(QLatin1String("spy.png")))
            QCOMPARE(each->textFormat(), Qt::PlainText);
    }
    // Even asked directly, the view gives nothing.
    QVERIFY(view.loadResource(QTextDocument::ImageResource, QUrl(spy)).toByteArray().isEmpty());
    QVERIFY(view.loadResource(QTextDocument::HtmlResource, QUrl(QStringLiteral("file:///etc/passwd")))
                .toByteArray()
                .isEmpty());
    view.grab();
    QTest::qWait(200);
    QCOMPARE(visits, 0);
}

QTEST_MAIN(WidgetsAccess)
#include "widgetsaccesstest.moc"

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actionlistmodel.h"
#include "models/incidentlistmodel.h"
#include "widgets/actionswindow.h"
#include "widgets/bulkdialog.h"
#include "widgets/bulkprogress.h"
#include "widgets/notice.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Many incidents at once, by keys: what will change is shown before, it is done in the background, and undone as one.
class WidgetsBulk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void manyAreResolvedByTwoKeysAndUndoneByOne();
    void anyNumberIsAssignedByThreeKeys();
    void tagsOfARange();
    void aMessageToAll();
    void whatIsRefusedIsTold();
    void isCancelled();

private:
    bool ready(const QString &email = {}, const QString &query = {});
    QueueView &queue() { return m_world.console().mainWindow()->queue(); }
    BulkDialog *dialog() { return qobject_cast<BulkDialog *>(dialogNamed(QStringLiteral("bulkDialog"))); }
    BulkJobs &jobs() { return m_world.console().offline()->jobs(); }
    bool isOver();
    int count(const QString &query)
    {
        return static_cast<int>(m_world.done(requests::countIncidents(m_world.colleague(), query)).count);
    }

    World m_world;
    static constexpr int number = 12;
};

void WidgetsBulk::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    IncidentChange open;
    open.status = IncidentStatus::Open;
    for (int i = 0; i < number; ++i)
        m_world.changed(m_world.incident(QStringLiteral("Many %1").arg(i)).id, open);
}

bool WidgetsBulk::ready(const QString &email, const QString &query)
{
    if (!m_world.openAndLogIn(email))
        return false;
    queue().setQuery(query);
    return QTest::qWaitFor([&] { return m_world.console().offline()->isReady() && queue().model()->isSettled(); },
                           20'000);
}

bool WidgetsBulk::isOver()
{
    return QTest::qWaitFor(
        [&] {
            const QList<Job> all = jobs().jobs();
            return !all.isEmpty() &&
                   (all.constFirst().state == Job::State::Done || all.constFirst().state == Job::State::Cancelled);
        },
        30'000);
}

void WidgetsBulk::manyAreResolvedByTwoKeysAndUndoneByOne()
{
    QVERIFY(ready());
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    QTest::keyClick(queue().table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(queue().selected().count, qint64(number));
    // Two keys.
    QTest::keyClick(queue().table(), Qt::Key_E);
    QTRY_VERIFY(dialog());
    auto *preview = dialog()->findChild<QLabel *>(QStringLiteral("bulkPreview"));
    QTRY_VERIFY2(preview->text().contains(QStringLiteral("%1 incidents will change").arg(number)),
                 qPrintable(preview->text()));
    QVERIFY2(preview->text().contains(QStringLiteral("Open → Resolved (%1)").arg(number)), qPrintable(preview->text()));
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(isOver());
    QCOMPARE(jobs().jobs().constFirst().changed, qint64(number));
    QCOMPARE(count(QStringLiteral("status:resolved")), number);
    // One line of the history, and one key.
    m_world.console().mainWindow()->activateWindow();
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus() && m_world.console().mainWindow()->isActiveWindow());
    QTRY_VERIFY(jobs().canUndo(jobs().jobs().constFirst().id));
    QTest::keyClick(queue().table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(isOver());
    QTRY_COMPARE_WITH_TIMEOUT(count(QStringLiteral("status:resolved")), 0, 20'000);
    QTest::keyClick(m_world.console().mainWindow(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    auto *history = m_world.console().mainWindow()->findChild<ActionsWindow *>();
    auto *table = history->findChild<QTableView *>(QStringLiteral("changes"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    const QModelIndex first = table->model()->index(1, 0);
    QTRY_COMPARE(first.siblingAtColumn(static_cast<int>(ActionListModel::Column::State)).data().toString(),
                 QStringLiteral("Undone"));
}

void WidgetsBulk::anyNumberIsAssignedByThreeKeys()
{
    const Employee ana = m_world.employee(Role::Agent, QStringLiteral("Ana Reparto"));
    QVERIFY(ready());
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    QTest::keyClick(queue().table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(queue().table(), Qt::Key_A);
    QTRY_VERIFY(dialog());
    QTRY_VERIFY(dialog()->focusWidget() && dialog()->focusWidget()->hasFocus());
    QTest::keyClicks(dialog()->focusWidget(), QStringLiteral("ana rep"));
    auto *preview = dialog()->findChild<QLabel *>(QStringLiteral("bulkPreview"));
    QTRY_VERIFY2(preview->text().contains(QLatin1String("Ana Reparto")), qPrintable(preview->text()));
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(isOver());
    QCOMPARE(count(QStringLiteral("assignee:") + ana.id.toString()), number);
    m_world.console().mainWindow()->activateWindow();
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus() && m_world.console().mainWindow()->isActiveWindow());
    QTRY_VERIFY(jobs().canUndo(jobs().jobs().constFirst().id));
    QTest::keyClick(queue().table(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(isOver());
    QTRY_COMPARE_WITH_TIMEOUT(count(QStringLiteral("assignee:none")), number, 20'000);
}

void WidgetsBulk::tagsOfARange()
{
    QVERIFY(ready());
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(queue().table(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(queue().selected().count, qint64(4));
    QTest::keyClick(queue().table(), Qt::Key_T);
    QTRY_VERIFY(dialog());
    auto *tags = dialog()->findChild<QLineEdit *>(QStringLiteral("bulkAddTags"));
    QTRY_VERIFY(tags->hasFocus());
    QTest::keyClicks(tags, QStringLiteral("recall batch-7"));
    QTest::keyClick(tags, Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(isOver());
    QCOMPARE(count(QStringLiteral("tag:recall tag:batch-7")), 4);
}

void WidgetsBulk::aMessageToAll()
{
    QVERIFY(ready({}, QStringLiteral("tag:recall")));
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    QTest::keyClick(queue().table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(queue().table(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(dialog());
    auto *start = dialog()->findChild<QPushButton *>(QStringLiteral("bulkStart"));
    QTRY_VERIFY(!start->isEnabled()); // nothing to say yet
    auto *text = dialog()->findChild<QPlainTextEdit *>(QStringLiteral("bulkText"));
    typeText(text, QStringLiteral("The new part is on its way."));
    auto *status = dialog()->findChild<QComboBox *>(QStringLiteral("bulkStatus"));
    status->setCurrentIndex(status->findData(QStringLiteral("waiting_customer")));
    QTRY_VERIFY(start->isEnabled());
    QTest::mouseClick(start, Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    QVERIFY(isOver());
    QCOMPARE(jobs().jobs().constFirst().changed, qint64(4));
    QCOMPARE(count(QStringLiteral("tag:recall status:waiting_customer")), 4);
    const Incident one =
        m_world.done(requests::incidents(m_world.colleague(), {QStringLiteral("tag:recall"), {}, {}, 10})).items.at(0);
    QCOMPARE(m_world.done(requests::messages(m_world.colleague(), one.id, {})).items.constLast().body,
             QStringLiteral("The new part is on its way."));
    QVERIFY(!jobs().canUndo(jobs().jobs().constFirst().id)); // it has been read by then
}

void WidgetsBulk::whatIsRefusedIsTold()
{
    // Closed ones take no other status from here.
    const Incident closed = m_world.incident(QStringLiteral("Closed for good"));
    m_world.changed(closed.id, [] {
        IncidentChange change;
        change.status = IncidentStatus::Resolved;
        return change;
    }());
    IncidentChange close;
    close.status = IncidentStatus::Closed;
    m_world.changed(closed.id, close);
    QVERIFY(ready({}, QStringLiteral("status:closed,open")));
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    QTest::keyClick(queue().table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(queue().table(), Qt::Key_E);
    QTRY_VERIFY(dialog());
    QTest::keyClick(dialog()->focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(isOver());
    const Job job = jobs().jobs().constFirst();
    QCOMPARE(job.refused, qint64(1));
    QCOMPARE(job.changed, qint64(number - 4));
    auto *notice = m_world.find<QWidget>(QStringLiteral("queueNotice"));
    QTRY_VERIFY(notice->isVisible());
    queue().notice().actionButton()->click();
    QTRY_VERIFY(dialogNamed(QStringLiteral("jobResults")));
    dialogNamed(QStringLiteral("jobResults"))->reject();
}

void WidgetsBulk::isCancelled()
{
    QVERIFY(ready());
    // What waits for the server can be stopped.
    m_world.console().offline()->queue().setPaused(true);
    queue().focusList();
    QTRY_VERIFY(queue().table()->hasFocus());
    QTest::keyClick(queue().table(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(queue().table(), Qt::Key_P);
    QTRY_VERIFY(dialog());
    auto *priority = dialog()->findChild<QComboBox *>(QStringLiteral("bulkPriority"));
    priority->setCurrentIndex(priority->findData(QStringLiteral("critical")));
    QTest::keyClick(priority, Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    auto *cancel = m_world.find<QPushButton>(QStringLiteral("bulkCancel"));
    QTRY_VERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(isOver());
    QTRY_VERIFY(!cancel->isVisible());
    QVERIFY(jobs().jobs().constFirst().state == Job::State::Cancelled);
    QVERIFY(count(QStringLiteral("priority:critical")) < number);
}

QTEST_MAIN(WidgetsBulk)
#include "widgetsbulktest.moc"

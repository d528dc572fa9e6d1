// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgetsworld.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

namespace {

constexpr int number = 170;

/// A million rows without content.
class Endless final : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 3; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        ++m_asked;
        return role == Qt::DisplayRole ? QVariant(QString::number(index.row())) : QVariant();
    }
    void insertOne(int row)
    {
        beginInsertRows({}, row, row);
        ++m_rows;
        endInsertRows();
    }
    int m_rows = 1'000'000;
    mutable int m_asked = 0;
};

} // namespace

/// The list of the main window by keys: going through it, selecting, editing cells.
class WidgetsListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void anyNumberOfRows();
    void keysGoFromEndToEnd();
    void cellsAreEdited();
    void selectionStays();
    void rowsGetHigher();

private:
    QueueView &queue() { return m_world.console().mainWindow()->queue(); }
    QModelIndex cell(IncidentId id, IncidentListModel::Column column) { return queue().model()->index(id, column); }
    bool shown();

    World m_world;
    QList<Incident> m_made;
};

void WidgetsListTest::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    for (int i = 0; i < number; ++i)
        m_made.append(m_world.incident(QStringLiteral("Row %1").arg(i)));
    QVERIFY(m_world.openAndLogIn());
    QTRY_COMPARE_WITH_TIMEOUT(queue().model()->rowCount(), number, 20'000);
}

void WidgetsListTest::init()
{
    // The window of the test before may have taken it, and keys of the menus are those of the active one.
    auto *window = m_world.console().mainWindow();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
}

bool WidgetsListTest::shown()
{
    const RowsView *table = queue().table();
    return QTest::qWaitFor(
        [&] {
            for (int row = table->firstShownRow(); row <= table->lastShownRow(); ++row) {
                if (queue().model()->isMissing(row))
                    return false;
            }
            return true;
        },
        20'000);
}

void WidgetsListTest::anyNumberOfRows()
{
    Endless model;
    RowsView view;
    view.setModel(&model);
    view.setRowHeight(25);
    view.resize(400, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.verticalScrollBar()->maximum(), 25 * 1'000'000 - view.viewport()->height());
    // Nothing lies over the first column.
    QCOMPARE(view.childAt(5, 5), view.horizontalHeader()->viewport());
    QCOMPARE(view.childAt(5, view.horizontalHeader()->height() + 10), view.viewport());
    view.setCurrentIndex(model.index(900'000, 1));
    QVERIFY(view.viewport()->rect().contains(view.visualRect(model.index(900'000, 1))));
    QCOMPARE(view.indexAt(view.visualRect(model.index(900'000, 1)).center()), model.index(900'000, 1));
    QTest::keyClick(&view, Qt::Key_PageDown);
    QCOMPARE(view.currentIndex().row(), 900'000 + view.viewport()->height() / 25 - 1);
    QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(view.currentIndex().row(), 999'999);
    qint64 selected = 0;
    for (const QItemSelectionRange &range : view.selectionModel()->selection())
        selected += range.height();
    QVERIFY(selected > 99'000);
    view.selectAll();
    QVERIFY(view.isWholeSelected());
    model.insertOne(5);
    QVERIFY(view.isWholeSelected());
    QTest::keyClick(&view, Qt::Key_Home);
    QVERIFY(!view.isWholeSelected());
    QTest::keyClick(&view, Qt::Key_X);
    // All of this looked at what was seen, not at all there is.
    QVERIFY2(model.m_asked < 50'000, qPrintable(QString::number(model.m_asked)));
    auto *accessible = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(accessible && accessible->tableInterface());
    QCOMPARE(accessible->tableInterface()->rowCount(), 1'000'001);
    QVERIFY(accessible->tableInterface()->cellAt(900'000, 1));
    QCOMPARE(accessible->tableInterface()->cellAt(900'000, 1)->text(QAccessible::Name), QStringLiteral("900000"));
}

void WidgetsListTest::keysGoFromEndToEnd()
{
    RowsView *table = queue().table();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QCOMPARE(table->currentIndex().row(), number - 1);
    QVERIFY(shown());
    QCOMPARE(queue().model()->at(number - 1).id, m_made.constFirst().id);
    // What has come is shown beside the list.
    QTRY_VERIFY(m_world.console().mainWindow()->findChild<QWidget *>(QStringLiteral("queue"))->isVisible());
    QTest::keyClick(table, Qt::Key_Home);
    QCOMPARE(table->currentIndex().row(), 0);
    QVERIFY(shown());
}

void WidgetsListTest::cellsAreEdited()
{
    using Column = IncidentListModel::Column;
    RowsView *table = queue().table();
    const Incident incident = m_made.constLast();
    const auto edit = [&](Column column, const QVariant &value) {
        table->setCurrentIndex(cell(incident.id, column));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        auto *box = table->findChild<QComboBox *>(QStringLiteral("cellEditor"));
        if (!box)
            return false;
        const int at = box->findData(value);
        if (at < 0 || !QTest::qWaitFor([&] { return box->view()->isVisible(); }))
            return false;
        while (box->view()->currentIndex().row() != at)
            QTest::keyClick(box->view(), box->view()->currentIndex().row() < at ? Qt::Key_Down : Qt::Key_Up);
        QTest::keyClick(box->view(), Qt::Key_Return);
        return QTest::qWaitFor([&] { return !table->findChild<QComboBox *>(QStringLiteral("cellEditor")); });
    };
    QVERIFY(edit(Column::Priority, static_cast<int>(Priority::Critical)));
    QTRY_VERIFY(m_world.done(requests::incident(m_world.colleague(), incident.id)).priority == Priority::Critical);
    QTRY_COMPARE(cell(incident.id, Column::Priority).data(IncidentListModel::PriorityRole).toInt(),
                 static_cast<int>(Priority::Critical));
    QVERIFY(edit(Column::Status, static_cast<int>(IncidentStatus::Open)));
    QTRY_COMPARE(cell(incident.id, Column::Status).data(IncidentListModel::StatusRole).toInt(),
                 static_cast<int>(IncidentStatus::Open));
    const auto me = m_world.console().session().employee();
    QVERIFY(edit(Column::Assignee, me.id.value()));
    QTRY_COMPARE(cell(incident.id, Column::Assignee).data().toString(), me.name);
    // The machine knows no step from open to new, and no other column is edited here.
    QVERIFY(!edit(Column::Status, static_cast<int>(IncidentStatus::New)));
    auto *left = table->findChild<QComboBox *>(QStringLiteral("cellEditor"));
    QTRY_VERIFY(left->view()->isVisible());
    QTest::keyClick(left->view(), Qt::Key_Escape);
    QTRY_VERIFY(!table->findChild<QComboBox *>(QStringLiteral("cellEditor")));
    QVERIFY(!edit(Column::Subject, QVariant()));
}

void WidgetsListTest::selectionStays()
{
    RowsView *table = queue().table();
    IncidentListModel *model = queue().model();
    table->verticalScrollBar()->setValue(120 * table->rowHeight());
    QVERIFY(shown());
    const int row = table->firstShownRow() + 3;
    const IncidentId id = model->at(row).id;
    table->setCurrentIndex(model->index(row, 3));
    const int top = table->rowTop(row);
    for (int i = 0; i < 5; ++i)
        m_made.append(m_world.incident(QStringLiteral("New %1").arg(i)));
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), number + 5, 20'000);
    QTRY_COMPARE(table->currentIndex().row(), row + 5);
    QCOMPARE(model->at(table->currentIndex().row()).id, id);
    QCOMPARE(table->rowTop(table->currentIndex().row()), top);
    const auto selected = queue().selected();
    QCOMPARE(selected.count, 1);
    QCOMPARE(selected.ids, QList<IncidentId>{id});
    // All by keys; what is meant is asked of the server.
    table->setFocus();
    QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier);
    QVERIFY(queue().selected().whole);
    QCOMPARE(queue().selected().count, number + 5);
    QSet<IncidentId> read;
    auto *reader = queue().readSelected(this);
    QSignalSpy finished(reader, &SelectionReader::finished);
    connect(reader, &SelectionReader::idsRead, this,
            [&](const QList<IncidentId> &ids) { read += QSet(ids.begin(), ids.end()); });
    QVERIFY(finished.wait(20'000));
    QCOMPARE(read.size(), number + 5);
    delete reader;
    table->setCurrentIndex(model->index(row, 3));
    QVERIFY(!queue().selected().whole);
}

void WidgetsListTest::rowsGetHigher()
{
    RowsView *table = queue().table();
    table->verticalScrollBar()->setValue(50 * table->rowHeight());
    const int before = table->rowHeight();
    table->setFocus();
    QTest::keyClick(table, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(table->rowHeight() > before);
    QCOMPARE(table->firstShownRow(), 50);
    QVERIFY(!m_world.console().settings().value(QStringLiteral("queue/compact")).toBool());
    QTest::keyClick(table, Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(table->rowHeight(), before);
}

QTEST_MAIN(WidgetsListTest)
#include "widgetslisttest.moc"

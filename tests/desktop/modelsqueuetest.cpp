// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "models/incidentlistmodel.h"
#include "slowbuild.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <functional>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::ServerProcess;

namespace {

using LoadState = PagedTableModel::LoadState;
using Column = IncidentListModel::Column;
constexpr auto testerMode = QAbstractItemModelTester::FailureReportingMode::Fatal;

QStringList subjects(const IncidentListModel &model)
{
    QStringList result;
    for (int row = 0; row < model.rowCount(); ++row)
        if (!model.isMissing(row))
            result.append(model.at(row).subject);
    return result;
}

QList<IncidentId> ids(const IncidentListModel &model)
{
    QList<IncidentId> result;
    for (int row = 0; row < model.rowCount(); ++row)
        if (!model.isMissing(row))
            result.append(model.at(row).id);
    return result;
}

/// The same list as the server tells it, page by page.
QList<IncidentId> idsFromServer(ApiClient &client, const QString &query, const QString &sort)
{
    QList<IncidentId> result;
    requests::ListQuery list{query, sort, {}, 200};
    do {
        const auto page = outcome(requests::incidents(client, list));
        if (!page)
            return {};
        for (const Incident &incident : page->items)
            result.append(incident.id);
        list.cursor = page->nextCursor;
    } while (!list.cursor.isEmpty());
    return result;
}

bool show(IncidentListModel &model, const QString &query, const QString &sort = QStringLiteral("-created"))
{
    QSignalSpy accepted(&model, &PagedTableModel::queryAccepted);
    model.setSortKey(sort);
    model.setQuery(query);
    return accepted.wait(20'000) && model.loadState() == LoadState::Ready;
}

/// Opens many incidents, six at a time: more would only wait for a connection.
bool makeMany(ApiClient &client, int number, const QString &tag)
{
    int next = 0;
    int done = 0;
    bool failed = false;
    QObject context;
    std::function<void()> makeNext = [&] {
        if (next == number || failed)
            return;
        auto input = newIncident(QStringLiteral("Row %1").arg(next++));
        input.tags = {tag};
        requests::createIncident(client, input)->then(&context, [&](const Answer<Incident> &answer) {
            ++done;
            failed = failed || !answer;
            makeNext();
        });
    };
    for (int i = 0; i < 6; ++i)
        makeNext();
    return QTest::qWaitFor([&] { return failed || done == number; }, 240'000) && !failed && done == number;
}

} // namespace

class ModelsQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cellsAndRoles();
    void mistakesAreTold();
    void liveChangesKeepSelection();
    void rowsMoveBySortKey();
    void namesFollow();
    void manyRowsWhileOthersWork();
    void serverAwayAndBack();

private:
    Incident make(const QString &subject, const QString &tag, Priority priority = Priority::Medium);
    bool change(const Incident &incident, const IncidentChange &change);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<Console> m_other;
};

void ModelsQueueTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    MOSTRADOR_START_SERVER((*m_server));
    m_console = std::make_unique<Console>(*m_server);
    m_other = std::make_unique<Console>(*m_server);
    QVERIFY(m_console->logInAsAdmin(*m_server));
    QVERIFY(m_other->logInAsAdmin(*m_server));
}

void ModelsQueueTest::cleanupTestCase()
{
    m_other.reset();
    m_console.reset();
    m_server.reset();
}

Incident ModelsQueueTest::make(const QString &subject, const QString &tag, Priority priority)
{
    auto input = newIncident(subject);
    input.tags = {tag};
    input.priority = priority;
    const auto created = outcome(requests::createIncident(m_other->client, input));
    if (!created)
        qWarning("%s", qPrintable(faultOf(created)));
    return created ? *created : Incident();
}

bool ModelsQueueTest::change(const Incident &incident, const IncidentChange &change)
{
    const auto changed = outcome(requests::changeIncident(m_other->client, incident.id, change, incident.version));
    if (!changed)
        qWarning("%s", qPrintable(faultOf(changed)));
    return changed.ok();
}

void ModelsQueueTest::cellsAndRoles()
{
    const Incident made = make(QStringLiteral("<b>Bold</b>"), QStringLiteral("cells"), Priority::Critical);
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(show(model, QStringLiteral("tag:cells")));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.columnCount(), static_cast<int>(Column::Count));
    QVERIFY(model.isComplete());
    QTRY_VERIFY(model.total());
    QCOMPARE(model.total()->count, 1);

    const auto cell = [&](Column column, int role) { return model.index(made.id, column).data(role); };
    QCOMPARE(cell(Column::Reference, Qt::DisplayRole).toString(), made.reference);
    QCOMPARE(cell(Column::Reference, PagedTableModel::RawRole).toLongLong(), made.id.value());
    QCOMPARE(cell(Column::Priority, PagedTableModel::RawRole).toInt(), static_cast<int>(Priority::Critical));
    QVERIFY(!cell(Column::Priority, Qt::DisplayRole).toString().isEmpty());
    QCOMPARE(cell(Column::Subject, Qt::DisplayRole).toString(), QStringLiteral("<b>Bold</b>"));
    QCOMPARE(cell(Column::Subject, Qt::ToolTipRole).toString(), QStringLiteral("&lt;b&gt;Bold&lt;/b&gt;"));
    QCOMPARE(cell(Column::Subject, Qt::AccessibleTextRole).toString(), QStringLiteral("Subject: <b>Bold</b>"));
    QCOMPARE(cell(Column::Customer, Qt::DisplayRole).toString(), QStringLiteral("Inés Ortiz"));
    QCOMPARE(cell(Column::Created, PagedTableModel::RawRole).toDateTime(), made.createdAt.toDateTime());
    QCOMPARE(cell(Column::Due, Qt::DisplayRole).toString(), QString());
    QCOMPARE(cell(Column::Channel, PagedTableModel::RawRole).toInt(), static_cast<int>(Channel::Phone));
    QCOMPARE(cell(Column::Status, IncidentListModel::ActiveRole).toBool(), true);
    QCOMPARE(cell(Column::Status, IncidentListModel::MineRole).toBool(), false);
    QCOMPARE(cell(Column::Status, PagedTableModel::NameRole).toString(), made.reference);
    QVERIFY(cell(Column::Status, PagedTableModel::ItemRole).value<Incident>().id == made.id);
    QStringList names;
    for (int column = 0; column < model.columnCount(); ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        names.append(model.columnName(column));
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
            QVERIFY(model.index(0, column).data(role).metaType().id() == QMetaType::QString);
    }
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QVERIFY(model.isSortable(static_cast<int>(Column::Due)));
    QVERIFY(!model.isSortable(static_cast<int>(Column::Customer)));
    QCOMPARE(model.sortColumn(), static_cast<int>(Column::Created));
    QCOMPARE(model.sortOrder(), Qt::DescendingOrder);
}

void ModelsQueueTest::mistakesAreTold()
{
    make(QStringLiteral("Stays"), QStringLiteral("mistake"));
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, QStringLiteral("tag:mistake")));
    QSignalSpy mistakes(&model, &PagedTableModel::queryMistake);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setQuery(QStringLiteral("status:nonsense"));
    QTRY_COMPARE(mistakes.size(), 1);
    const auto problem = mistakes.constFirst().constFirst().value<Problem>();
    QVERIFY(problem.code == ErrorCode::InvalidQuery);
    QVERIFY(problem.errors.value(0).params.contains(QStringLiteral("offset")));
    // The rows before stay, and stay alive.
    QCOMPARE(subjects(model), QStringList{QStringLiteral("Stays")});
    QCOMPARE(model.loadState(), LoadState::Ready);
    make(QStringLiteral("Comes"), QStringLiteral("mistake"));
    QTRY_COMPARE(subjects(model), (QStringList{QStringLiteral("Comes"), QStringLiteral("Stays")}));
    QCOMPARE(resets.size(), 0);
    QVERIFY(show(model, QStringLiteral("tag:mistake subject:comes")));
    QCOMPARE(subjects(model), QStringList{QStringLiteral("Comes")});
    QCOMPARE(resets.size(), 1);
}

void ModelsQueueTest::liveChangesKeepSelection()
{
    QList<Incident> made;
    for (int i = 0; i < 5; ++i)
        made.append(make(QStringLiteral("L%1").arg(i), QStringLiteral("live")));
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, QStringLiteral("tag:live status:active")));
    QCOMPARE(model.rowCount(), 5);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QItemSelectionModel selection(&model);
    const auto selected = model.index(made.at(2).id, Column::Subject);
    selection.setCurrentIndex(selected, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const auto current = [&] { return selection.currentIndex().data(PagedTableModel::IdRole).toLongLong(); };

    // A new one comes at the top.
    make(QStringLiteral("L5"), QStringLiteral("live"));
    QTRY_COMPARE(model.rowCount(), 6);
    QCOMPARE(model.at(0).subject, QStringLiteral("L5"));
    QCOMPARE(current(), made.at(2).id.value());
    // One that is no business of this list does not.
    make(QStringLiteral("Elsewhere"), QStringLiteral("elsewhere"));

    // A row changes in its place.
    IncidentChange rename;
    rename.subject = QStringLiteral("L1 renamed");
    QVERIFY(change(made.at(1), rename));
    QTRY_COMPARE(model.at(model.rowOf(made.at(1).id)).subject, QStringLiteral("L1 renamed"));
    QCOMPARE(model.rowOf(made.at(1).id), 4);

    // One leaves the filter.
    QVERIFY(change(made.at(3), statusChange(IncidentStatus::Resolved)));
    QTRY_COMPARE(model.rowOf(made.at(3).id), -1);
    QCOMPARE(model.rowCount(), 5);

    // And one enters it that was made long before.
    const auto reopened =
        outcome(requests::reopenIncident(m_other->client, made.at(3).id, QStringLiteral("Not solved.")));
    VERIFY_ANSWER(reopened);
    QTRY_COMPARE(model.rowOf(made.at(3).id), 2);
    QCOMPARE(subjects(model).join(u' '), QStringLiteral("L5 L4 L3 L2 L1 renamed L0"));
    QCOMPARE(current(), made.at(2).id.value());
    QCOMPARE(selection.selectedRows().size(), 1);
    QCOMPARE(resets.size(), 0);
    QTRY_VERIFY(model.total() && model.total()->count == 6);

    // A message changes the row too.
    const qint64 before = model.at(0).messageCount;
    NewMessage message;
    message.body = QStringLiteral("Hello");
    VERIFY_ANSWER(outcome(requests::addMessage(m_other->client, model.at(0).id, message)));
    QTRY_COMPARE(model.at(0).messageCount, before + 1);
    QCOMPARE(ids(model), idsFromServer(m_other->client, model.query(), model.sortKey()));
}

void ModelsQueueTest::rowsMoveBySortKey()
{
    QList<Incident> made;
    const std::array priorities{Priority::Low, Priority::High, Priority::Medium, Priority::Critical};
    for (std::size_t i = 0; i < priorities.size(); ++i)
        made.append(make(QStringLiteral("P%1").arg(i), QStringLiteral("sorted"), priorities.at(i)));
    for (const QString &sort :
         {QStringLiteral("-priority"), QStringLiteral("priority"), QStringLiteral("-updated"), QStringLiteral("due"),
          QStringLiteral("-due"), QStringLiteral("status"), QStringLiteral("-reference"), QStringLiteral("created")}) {
        IncidentListModel model(m_console->context);
        QAbstractItemModelTester tester(&model, testerMode);
        QVERIFY(show(model, QStringLiteral("tag:sorted"), sort));
        QCOMPARE(model.rowCount(), 4);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex held = model.index(made.at(0).id, Column::Subject);
        // Every row changes once, by another key each.
        for (qsizetype i = 0; i < made.size(); ++i) {
            const auto present = outcome(requests::incident(m_other->client, made.at(i).id));
            VERIFY_ANSWER(present);
            IncidentChange next;
            next.priority.emplace(priorities.at(static_cast<std::size_t>((i + present->version) % 4)));
            if (i % 2 == 0)
                next.dueAt.emplace(Timestamp::now().plusSeconds(3600 * (present->version % 7)));
            else if (present->dueAt)
                next.dueAt.emplace(std::nullopt);
            next.subject = QStringLiteral("P%1 %2").arg(i).arg(sort);
            QVERIFY(change(*present, next));
        }
        QTRY_VERIFY(subjects(model).filter(u' ' + sort).size() == 4);
        const auto expected = idsFromServer(m_other->client, QStringLiteral("tag:sorted"), sort);
        QTRY_VERIFY2(ids(model) == expected, qPrintable(sort));
        QCOMPARE(held.data(PagedTableModel::IdRole).toLongLong(), made.at(0).id.value());
        QCOMPARE(resets.size(), 0);
    }
}

void ModelsQueueTest::namesFollow()
{
    const Incident made = make(QStringLiteral("Named"), QStringLiteral("named"));
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, QStringLiteral("tag:named")));
    const auto customer = outcome(requests::customer(m_other->client, made.customer));
    VERIFY_ANSWER(customer);
    CustomerChange rename;
    rename.familyName = QStringLiteral("Ortiz Gil");
    VERIFY_ANSWER(outcome(requests::changeCustomer(m_other->client, made.customer, rename, customer->version)));
    QTRY_COMPARE(model.at(0).customerName, QStringLiteral("Inés Ortiz Gil"));
    rename.familyName = customer->familyName;
    VERIFY_ANSWER(outcome(requests::changeCustomer(m_other->client, made.customer, rename, customer->version + 1)));
    QTRY_COMPARE(model.at(0).customerName, QStringLiteral("Inés Ortiz"));
}

void ModelsQueueTest::manyRowsWhileOthersWork()
{
    constexpr int number = test::isSlowBuild ? 500 : 2000;
    QElapsedTimer timer;
    timer.start();
    QVERIFY(makeMany(m_other->client, number, QStringLiteral("many")));
    qInfo("made %d incidents in %lld ms", number, timer.restart());

    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, QStringLiteral("tag:many status:active"), QStringLiteral("-updated")));
    qInfo("first page after %lld ms", timer.restart());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex held = model.index(5, 0);
    const qint64 heldId = held.data(PagedTableModel::IdRole).toLongLong();

    // One console scrolls to the end while another works on rows that are loaded, and on others that are not.
    int changes = 0;
    int answered = 0;
    bool created = true;
    const auto disturb = [&] {
        const int which = (changes * 7) % model.rowCount();
        if (model.isMissing(which)) {
            ++changes;
            ++answered;
            return;
        }
        const Incident incident = model.at(which);
        if (incident.id.value() == heldId)
            return;
        ++changes;
        IncidentChange next;
        if (changes % 3 == 0)
            next.status = IncidentStatus::Resolved;
        else
            next.subject = QStringLiteral("Changed %1").arg(changes);
        requests::changeIncident(m_other->client, incident.id, next, incident.version)
            ->then(this, [&](const Answer<Incident> &) { ++answered; });
        if (changes % 4 == 0) {
            auto input = newIncident(QStringLiteral("New %1").arg(changes));
            input.tags = {QStringLiteral("many")};
            ++changes;
            requests::createIncident(m_other->client, input)->then(this, [&](const Answer<Incident> &answer) {
                ++answered;
                created = created && answer;
            });
        }
    };
    int row = 0;
    while (!model.isComplete()) {
        // Not more at a time than a slow machine can answer before the client loses its patience, nor so many in all
        // that most rows are gone in the end.
        if (changes < number / 2 && changes - answered < 40) {
            disturb();
            disturb();
        }
        while (row < model.rowCount() && !model.isMissing(row))
            ++row;
        model.showRows(row, row + 40);
        if (row >= model.rowCount())
            row = 0;
        QTest::qWait(1);
        QVERIFY2(timer.elapsed() < 120'000, "the end of the list is not reached");
    }
    qInfo("scrolled through %d rows in %lld ms with %d changes by somebody else", model.rowCount(), timer.restart(),
          changes);
    QTRY_COMPARE_WITH_TIMEOUT(answered, changes, 60'000);
    QVERIFY(created);
    const auto expected = idsFromServer(m_other->client, model.query(), model.sortKey());
    QVERIFY(expected.size() > number / 2);
    QTRY_COMPARE_WITH_TIMEOUT(ids(model).size(), expected.size(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(ids(model) == expected, 30'000);
    qInfo("the same as on the server after another %lld ms", timer.elapsed());
    QCOMPARE(resets.size(), 0);
    QCOMPARE(held.data(PagedTableModel::IdRole).toLongLong(), heldId);
}

void ModelsQueueTest::serverAwayAndBack()
{
    // A server of its own, that may be killed and comes back at the same address.
    ServerProcess server(ServerProcess::Options::onFixedPorts());
    MOSTRADOR_START_SERVER(server);
    Console console(server);
    QVERIFY(console.logInAsAdmin(server));
    VERIFY_ANSWER(outcome(requests::createIncident(console.client, newIncident(QStringLiteral("Before")))));
    IncidentListModel model(console.context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, {}));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QCOMPARE(subjects(model), QStringList{QStringLiteral("Before")});

    server.kill();
    model.refresh();
    QTRY_COMPARE(model.loadState(), LoadState::Failed);
    QCOMPARE(model.lastFailure().kind, Failure::Kind::Offline);
    QCOMPARE(subjects(model), QStringList{QStringLiteral("Before")});

    MOSTRADOR_START_SERVER(server);
    Console other(server);
    QVERIFY(other.logInAsAdmin(server));
    VERIFY_ANSWER(outcome(requests::createIncident(other.client, newIncident(QStringLiteral("Meanwhile")))));
    QTRY_COMPARE_WITH_TIMEOUT(subjects(model), (QStringList{QStringLiteral("Meanwhile"), QStringLiteral("Before")}),
                              20'000);
    QTRY_COMPARE(model.loadState(), LoadState::Ready);
    QCOMPARE(resets.size(), 0);
}

QTEST_GUILESS_MAIN(ModelsQueueTest)
#include "modelsqueuetest.moc"

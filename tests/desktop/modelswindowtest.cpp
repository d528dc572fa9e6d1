// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "models/incidentlistmodel.h"
#include "proof.h"
#include "slowbuild.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace mostrador;
using namespace mostrador::console;
using mostrador::test::ServerProcess;

namespace {

using LoadState = PagedTableModel::LoadState;
constexpr auto testerMode = QAbstractItemModelTester::FailureReportingMode::Fatal;
constexpr int number = test::isSlowBuild ? 320 : 420;

const char *const sorts[] = {"-created", "updated", "-updated", "-priority", "status", "due", "-reference"};

} // namespace

/// Lists longer than what is kept in memory, while somebody jumps about in them and others work.
class ModelsWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void allRowsAreThere();
    void memoryIsBounded();
    void searchesForPartsOfWords();
    void selectionsAreRead();
    void jumpsWhileOthersWork();

private:
    bool show(IncidentListModel &model, const QString &query, const QString &sort);
    /// Waits until nothing is under way; false after a while.
    bool settled(IncidentListModel &model);
    /// Looks at all rows, part by part; the ids in order.
    QList<IncidentId> readAll(IncidentListModel &model);
    /// The ids of rows, in memory or not.
    QList<IncidentId> idsOf(const IncidentListModel &model, const QList<ListPiece> &pieces);
    QList<IncidentId> fromServer(const QString &query, const QString &sort);
    void disturb(QRandomGenerator &random);

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Console> m_console;
    std::unique_ptr<Console> m_other;
    QList<IncidentId> m_ids;
    int m_underWay = 0;
};

void ModelsWindowTest::initTestCase()
{
    m_server = std::make_unique<ServerProcess>();
    MOSTRADOR_START_SERVER((*m_server));
    m_console = std::make_unique<Console>(*m_server);
    m_other = std::make_unique<Console>(*m_server);
    QVERIFY(m_console->logInAsAdmin(*m_server));
    QVERIFY(m_other->logInAsAdmin(*m_server));
    int next = 0;
    std::function<void()> make = [&] {
        if (next == number)
            return;
        auto input = newIncident(QStringLiteral("Lampshade %1").arg(next));
        input.priority = static_cast<Priority>(next % 4);
        if (next % 3 == 0)
            input.dueAt = Timestamp::now().plusSeconds(3600 * (next % 7));
        ++next;
        requests::createIncident(m_other->client, input)->then(this, [&](const Answer<Incident> &answer) {
            if (answer)
                m_ids.append(answer->id);
            make();
        });
    };
    for (int i = 0; i < 6; ++i)
        make();
    QVERIFY(QTest::qWaitFor([&] { return m_ids.size() == number; }, 240'000));
}

void ModelsWindowTest::cleanupTestCase()
{
    m_other.reset();
    m_console.reset();
    m_server.reset();
}

bool ModelsWindowTest::show(IncidentListModel &model, const QString &query, const QString &sort)
{
    QSignalSpy accepted(&model, &PagedTableModel::queryAccepted);
    model.setSortKey(sort);
    model.setQuery(query);
    return accepted.wait(20'000) && model.loadState() == LoadState::Ready;
}

bool ModelsWindowTest::settled(IncidentListModel &model)
{
    return QTest::qWaitFor([&] { return m_underWay == 0 && model.isSettled(); }, 60'000);
}

QList<IncidentId> ModelsWindowTest::readAll(IncidentListModel &model)
{
    QList<IncidentId> result;
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.isMissing(row)) {
            model.showRows(row, row + 30);
            if (!QTest::qWaitFor([&] { return row >= model.rowCount() || !model.isMissing(row); }, 20'000))
                qFatal("row %d does not come", row);
        }
        if (row < model.rowCount())
            result.append(model.at(row).id);
    }
    return result;
}

QList<IncidentId> ModelsWindowTest::fromServer(const QString &query, const QString &sort)
{
    QList<IncidentId> result;
    requests::ListQuery list{query, sort, {}, 200};
    do {
        const auto page = outcome(requests::incidents(m_other->client, list));
        if (!page)
            return {};
        for (const Incident &incident : page->items)
            result.append(incident.id);
        list.cursor = page->nextCursor;
    } while (!list.cursor.isEmpty());
    return result;
}

void ModelsWindowTest::allRowsAreThere()
{
    for (const char *sort : sorts) {
        IncidentListModel model(m_console->context);
        QAbstractItemModelTester tester(&model, testerMode);
        const QString order = QString::fromLatin1(sort);
        QVERIFY(show(model, {}, order));
        QVERIFY(model.rowCount() >= 100);
        QVERIFY(settled(model));
        QCOMPARE(model.rowCount(), number);
        QCOMPARE(model.total()->count, number);
        QVERIFY(!model.total()->capped);
        QVERIFY(!model.canFetchMore({}));
        // The last row first.
        QVERIFY(model.isMissing(number - 1));
        QCOMPARE(model.index(number - 1, 3).data().toString(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMissing(number - 1), 20'000);
        QVERIFY2(readAll(model) == fromServer({}, order), sort);
        QVERIFY(model.isComplete());
        QCOMPARE(model.rowCount(), number);
    }
}

void ModelsWindowTest::memoryIsBounded()
{
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    model.setMostLoaded(100);
    QVERIFY(show(model, {}, QStringLiteral("-created")));
    QVERIFY(settled(model));
    const auto expected = fromServer({}, QStringLiteral("-created"));
    // What is current or selected stays, wherever one looks.
    QItemSelectionModel selection(&model);
    const QPersistentModelIndex current = model.index(7, 0);
    selection.setCurrentIndex(current, QItemSelectionModel::SelectCurrent);
    QList<QPersistentModelIndex> held;
    for (int row = 0; row < model.rowCount(); row += 90) {
        model.showRows(row, row);
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMissing(row), 20'000);
        held.append(model.index(row, 2));
    }
    QCOMPARE(readAll(model), expected);
    QVERIFY2(model.loadedRows() <= 400, qPrintable(QString::number(model.loadedRows())));
    for (const QPersistentModelIndex &index : held) {
        QVERIFY(!model.isMissing(index.row()));
        QCOMPARE(model.at(index.row()).id, expected.at(index.row()));
    }
    QCOMPARE(model.at(current.row()).id, expected.at(7));
    QVERIFY(!model.isComplete());
    QCOMPARE(readAll(model), expected);
}

void ModelsWindowTest::searchesForPartsOfWords()
{
    IncidentListModel model(m_console->context);
    QAbstractItemModelTester tester(&model, testerMode);
    QVERIFY(show(model, QStringLiteral("ampshad"), QStringLiteral("created")));
    QVERIFY(settled(model));
    QCOMPARE(model.rowCount(), number);
    QCOMPARE(readAll(model), fromServer(QStringLiteral("ampshad"), QStringLiteral("created")));
    model.refresh();
    QVERIFY(settled(model));
    QCOMPARE(model.rowCount(), number);
}

QList<IncidentId> ModelsWindowTest::idsOf(const IncidentListModel &model, const QList<ListPiece> &pieces)
{
    QList<IncidentId> result;
    SelectionReader reader(m_console->client, model.shownQuery(), model.shownSort(), pieces, nullptr);
    QSignalSpy finished(&reader, &SelectionReader::finished);
    connect(&reader, &SelectionReader::idsRead, this, [&](const QList<IncidentId> &ids) { result += ids; });
    return finished.wait(20'000) ? result : QList<IncidentId>();
}

void ModelsWindowTest::selectionsAreRead()
{
    QRandomGenerator random(11);
    for (const auto &[query, sort] : {std::pair("", "-priority"), {"", "-created"}, {"ampshad", "due"}}) {
        IncidentListModel model(m_console->context);
        model.setMostLoaded(60);
        QVERIFY(show(model, QString::fromLatin1(query), QString::fromLatin1(sort)));
        QVERIFY(settled(model));
        const auto all = fromServer(model.shownQuery(), model.shownSort());
        QCOMPARE(model.rowCount(), all.size());
        model.showRows(150, 160);
        QTRY_VERIFY_WITH_TIMEOUT(!model.isMissing(150), 20'000);
        QVERIFY(settled(model));
        // From end to end, then parts that begin and end anywhere.
        QCOMPARE(idsOf(model, model.pieces({{0, number - 1}})), all);
        QCOMPARE(idsOf(model, {ListPiece()}), all);
        for (int i = 0; i < 6; ++i) {
            QList<QPair<int, int>> rows;
            QList<IncidentId> expected;
            for (int row = random.bounded(90); row < number; row += 2 + random.bounded(90)) {
                const int first = row;
                row = std::min(number - 1, row + random.bounded(130));
                rows.append({first, row});
                expected += all.mid(first, row - first + 1);
            }
            QCOMPARE(idsOf(model, model.pieces(rows)), expected);
        }
        QVERIFY(!model.isComplete());
    }
}

/// Something another does.
void ModelsWindowTest::disturb(QRandomGenerator &random)
{
    ++m_underWay;
    const auto end = [this](const Answer<Incident> &answer) {
        --m_underWay;
        if (answer && !m_ids.contains(answer->id))
            m_ids.append(answer->id);
    };
    if (random.bounded(5) == 0) {
        auto input = newIncident(QStringLiteral("Lampshade new"));
        input.priority = static_cast<Priority>(random.bounded(4));
        requests::createIncident(m_other->client, input)->then(this, end);
        return;
    }
    const IncidentId id = m_ids.at(static_cast<qsizetype>(random.bounded(static_cast<quint32>(m_ids.size()))));
    IncidentChange change;
    switch (random.bounded(4)) {
    case 0:
        change.subject = QStringLiteral("Lampshade changed %1").arg(random.bounded(1000));
        break;
    case 1:
        change.priority.emplace(static_cast<Priority>(random.bounded(4)));
        break;
    case 2:
        change.dueAt.emplace(random.bounded(2) ? std::optional(Timestamp::now().plusSeconds(random.bounded(9999)))
                                               : std::nullopt);
        break;
    default:
        change.status = random.bounded(2) ? IncidentStatus::Resolved : IncidentStatus::Open;
        break;
    }
    requests::incident(m_other->client, id)->then(this, [this, id, change, end](const Answer<Incident> &present) {
        if (present)
            requests::changeIncident(m_other->client, id, change, present->version)->then(this, end);
        else
            --m_underWay;
    });
}

void ModelsWindowTest::jumpsWhileOthersWork()
{
    const quint32 seed = test::proof::seed();
    const int runs = test::proof::runs(2);
    QRandomGenerator random(seed);
    for (int run = 0; run < runs; ++run) {
        const QString sort = QString::fromLatin1(sorts[random.bounded(static_cast<int>(std::size(sorts)))]);
        const QString query = QStringList{QString(), QStringLiteral("status:active"),
                                          QStringLiteral("priority>=medium"), QStringLiteral("lampshade")}
                                  .at(random.bounded(4));
        IncidentListModel model(m_console->context);
        QAbstractItemModelTester tester(&model, testerMode);
        model.setMostLoaded(100 + random.bounded(200));
        model.setLongestCountPause(std::chrono::milliseconds(100));
        QVERIFY(show(model, query, sort));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QItemSelectionModel selection(&model);
        QHash<IncidentId, QPersistentModelIndex> held;
        for (int step = 0; step < 60; ++step) {
            if (m_underWay < 6)
                disturb(random);
            const int rows = model.rowCount();
            if (rows > 0 && random.bounded(3) == 0) {
                const int row = random.bounded(rows);
                model.showRows(row, row + 25);
            }
            if (rows > 0 && random.bounded(4) == 0) {
                const int row = random.bounded(rows);
                if (!model.isMissing(row) && held.size() < 12) {
                    held.insert(model.at(row).id, model.index(row, 0));
                    selection.setCurrentIndex(model.index(row, 0),
                                              QItemSelectionModel::Select | QItemSelectionModel::Rows);
                }
            }
            if (random.bounded(25) == 0)
                model.refresh();
            QTest::qWait(static_cast<int>(random.bounded(12)));
            for (auto it = held.cbegin(); it != held.cend(); ++it) {
                if (!it.value().isValid())
                    continue;
                QVERIFY2(!model.isMissing(it.value().row()), "a selected row was forgotten");
                QCOMPARE(model.at(it.value().row()).id, it.key());
            }
        }
        QVERIFY2(settled(model), qPrintable(QStringLiteral("it does not come to rest: %1 by %2").arg(query, sort)));
        const auto expected = fromServer(query, sort);
        const QString where = QStringLiteral("%1 by %2, seed %3").arg(query, sort).arg(seed);
        QTRY_VERIFY2_WITH_TIMEOUT(model.isSettled() && model.rowCount() == expected.size(), qPrintable(where), 20'000);
        QVERIFY2(readAll(model) == expected, qPrintable(where));
        const bool everything = query.isEmpty() || query == QLatin1String("lampshade");
        for (auto it = held.cbegin(); it != held.cend(); ++it) {
            QVERIFY2(!it.value().isValid() || expected.contains(it.key()), qPrintable(where));
            QVERIFY2(it.value().isValid() || !everything, qPrintable(where + QStringLiteral(": selection lost")));
        }
        QCOMPARE(resets.size(), 0);
    }
}

QTEST_GUILESS_MAIN(ModelsWindowTest)
#include "modelswindowtest.moc"

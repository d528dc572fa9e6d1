// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incidentlistmodel.h"
#include "models/querywords.h"
#include "widgets/commands.h"
#include "widgets/incidentpanel.h"
#include "widgets/querycompleter.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/rowsview.h"
#include "widgets/searchline.h"
#include "widgetsworld.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

/// Searching in the main window by keys, against a real server.
class WidgetsSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void resultsComeWhileTyping();
    void enterGoesToTheFirstAndEscapeBack();
    void misspeltWordsAreCorrected();
    void oneWordTooMany();
    void bestOnesOfMany();
    void othersWorkMeanwhile();
    void mistakesWaitForTheEnd();
    void wordsAreMarked();
    void completionsAreOffered();
    void searchesAreRemembered();
    void copyIsSearchedWithoutServer();

private:
    MainWindow *window() { return m_world.console().mainWindow(); }
    QueueView &queue() { return window()->queue(); }
    IncidentListModel &model() { return *queue().model(); }
    QLineEdit *field() { return queue().queryField()->lineEdit(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const QString &text) { typeText(QApplication::focusWidget(), text); }
    QString total() { return m_world.find<QLabel>(QStringLiteral("queueTotal"))->text(); }
    /// "/" and words, from the list.
    bool search(const QString &words);

    World m_world;
    Incident m_inSubject;
    Incident m_inText;
    Incident m_newest;
};

namespace {
constexpr int many = 120;
const QString before = QStringLiteral("status:active");
} // namespace

void WidgetsSearch::initTestCase()
{
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
    for (int i = 0; i < many; ++i)
        m_world.incident(QStringLiteral("Pantalla rota %1").arg(i));
    m_inSubject = m_world.incident(QStringLiteral("El cargador no enciende"));
    m_inText = m_world.incident(QStringLiteral("Avería"), QStringLiteral("Se calienta el cargador del portátil."));
    m_newest = m_world.incident(QStringLiteral("Otra cosa"));
    QVERIFY(m_world.openAndLogIn());
}

void WidgetsSearch::init()
{
    window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    queue().setQuery(before);
    queue().focusList();
    QTRY_VERIFY_WITH_TIMEOUT(model().shownQuery() == before && model().rowCount() >= 100, 20'000);
    QTRY_VERIFY(queue().table()->hasFocus());
    QVERIFY(m_world.choose(m_newest.id));
    queue().focusList();
}

bool WidgetsSearch::search(const QString &words)
{
    press(Qt::Key_Slash);
    if (!QTest::qWaitFor([&] { return field()->hasFocus(); }))
        return false;
    type(words);
    return QTest::qWaitFor([&] { return model().shownQuery() != before && model().query() == words; }, 10'000);
}

void WidgetsSearch::resultsComeWhileTyping()
{
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    // The whole query was selected: typing replaces it.
    type(QStringLiteral("carg"));
    QTRY_COMPARE(model().rowCount(), 2);
    // Without Enter, the keyboard is where it was, and so is what is read.
    QVERIFY(field()->hasFocus());
    QCOMPARE(window()->panel().incident().incident().id, m_newest.id);
    // The one with the word in the subject is the better one, though it is older.
    QCOMPARE(model().at(0).id, m_inSubject.id);
    QVERIFY(model().showsBest());
    QCOMPARE(model().sortColumn(), -1);
    // Quick typing: what was asked for last is what is shown.
    for (const QString &letter : {QStringLiteral("a"), QStringLiteral("d"), QStringLiteral("o"), QStringLiteral("r")}) {
        type(letter);
        QTest::qWait(90);
    }
    type(QStringLiteral(" porta"));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().at(0).id, m_inText.id);
    // A sort chosen by hand is kept while the search goes on, and not for the next one.
    field()->setFocus();
    press(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("cargador"));
    QTRY_COMPARE(model().rowCount(), 2);
    model().sort(static_cast<int>(IncidentListModel::Column::Created), Qt::DescendingOrder);
    QTRY_VERIFY(!model().showsBest());
    QTRY_COMPARE(model().at(0).id, m_inText.id);
    type(QStringLiteral(" el"));
    QTRY_VERIFY(model().query().endsWith(QLatin1String(" el")) && model().isSettled());
    QVERIFY(!model().showsBest());
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().shownQuery(), before);
    QVERIFY(search(QStringLiteral("cargador")));
    QVERIFY(model().showsBest());
}

void WidgetsSearch::enterGoesToTheFirstAndEscapeBack()
{
    QVERIFY(search(QStringLiteral("cargador")));
    press(Qt::Key_Return);
    QTRY_VERIFY(queue().table()->hasFocus());
    QCOMPARE(queue().table()->currentIndex().row(), 0);
    QTRY_COMPARE(window()->panel().incident().incident().id, m_inSubject.id);
    press(Qt::Key_J);
    QTRY_COMPARE(window()->panel().incident().incident().id, m_inText.id);
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().shownQuery(), before);
    QCOMPARE(field()->text(), before);
    QVERIFY(queue().table()->hasFocus());
    // What was read before the search is read again.
    QTRY_COMPARE(window()->panel().incident().incident().id, m_newest.id);
    QCOMPARE(queue().table()->currentIndex().row(), model().rowOf(m_newest.id));
    // The same from the field, and at once: Enter may be quicker than the answer.
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    type(QStringLiteral("cargador"));
    press(Qt::Key_Return);
    QTRY_COMPARE(window()->panel().incident().incident().id, m_inSubject.id);
    QTRY_VERIFY(queue().table()->hasFocus());
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().shownQuery(), before);
    QVERIFY(queue().table()->hasFocus());
    // Where nothing is found, the keyboard stays with the words.
    QVERIFY(search(QStringLiteral("xyzzyplugh")));
    press(Qt::Key_Return);
    QTRY_VERIFY(model().isSettled());
    QCOMPARE(model().rowCount(), 0);
    QVERIFY(field()->hasFocus());
}

void WidgetsSearch::misspeltWordsAreCorrected()
{
    SearchLine &line = *queue().searchLine();
    QVERIFY(search(QStringLiteral("cargadro")));
    QTRY_COMPARE(model().rowCount(), 2);
    QVERIFY(line.isVisible());
    QVERIFY2(line.text().contains(QStringLiteral("“cargador”")) && line.text().contains(QStringLiteral("“cargadro”")),
             qPrintable(line.text()));
    QCOMPARE(line.accessibleName(), line.text());
    QCOMPARE(field()->text(), QStringLiteral("cargadro"));
    // Sorted by hand it is the corrected list that goes on.
    press(Qt::Key_G, Qt::ControlModifier);
    QTRY_COMPARE(model().rowCount(), 0);
    QVERIFY(!line.isVisible());
    QCOMPARE(field()->text(), QStringLiteral("cargadro"));
    // The next letter is a search again.
    press(Qt::Key_Backspace);
    QTRY_COMPARE(model().rowCount(), 2);
    type(QStringLiteral("o"));
    QTRY_VERIFY(line.isVisible());
    // By the button as well.
    QPushButton *exact = line.exactButton();
    exact->setFocus();
    press(Qt::Key_Return);
    QTRY_COMPARE(model().rowCount(), 0);
    QTRY_VERIFY(!line.isVisible());
}

void WidgetsSearch::oneWordTooMany()
{
    QVERIFY(search(QStringLiteral("cargador enciende pantalla")));
    QTRY_VERIFY(queue().searchLine()->isVisible());
    QTRY_VERIFY(model().rowOf(m_inSubject.id) >= 0);
    press(Qt::Key_G, Qt::ControlModifier);
    QTRY_COMPARE(model().rowCount(), 0);
    // Another view has nothing to do with it.
    queue().setQuery(before);
    QTRY_VERIFY(model().rowCount() > 0);
    QVERIFY(!queue().searchLine()->isVisible());
}

void WidgetsSearch::bestOnesOfMany()
{
    auto *all = m_world.find<QPushButton>(QStringLiteral("listAll"));
    QVERIFY(!all->isVisible());
    QVERIFY(search(QStringLiteral("pantalla rota")));
    QTRY_COMPARE(model().rowCount(), 100);
    QTRY_COMPARE(total(), QStringLiteral("The best 100 of %1 incidents").arg(many));
    QVERIFY(all->isVisible());
    // All that is seen is selected, not what is not.
    queue().focusList();
    press(Qt::Key_A, Qt::ControlModifier);
    qsizetype read = 0;
    auto *reader = queue().readSelected(this);
    QSignalSpy finished(reader, &SelectionReader::finished);
    connect(reader, &SelectionReader::idsRead, this, [&](const QList<IncidentId> &ids) { read += ids.size(); });
    QVERIFY(finished.wait(10'000));
    delete reader;
    QCOMPARE(read, 100);
    press(Qt::Key_J, Qt::ControlModifier);
    QTRY_COMPARE(model().rowCount(), many);
    QVERIFY(!model().showsBest() && !all->isVisible());
    QVERIFY(model().sortColumn() >= 0);
    // All rows can be read to the last.
    queue().focusList();
    press(Qt::Key_End);
    QTRY_VERIFY(!model().isMissing(many - 1));
}

void WidgetsSearch::othersWorkMeanwhile()
{
    QVERIFY(search(QStringLiteral("cargador")));
    QTRY_COMPARE(model().rowCount(), 2);
    // A new hit comes to its place, one that changes stays in its own.
    const Incident fresh = m_world.incident(QStringLiteral("Cargador perdido"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, 20'000);
    QCOMPARE(model().at(0).id, fresh.id);
    IncidentChange change;
    change.priority.emplace(Priority::Critical);
    m_world.changed(m_inText.id, change);
    QTRY_VERIFY(model().at(2).priority == Priority::Critical);
    QCOMPARE(model().at(2).id, m_inText.id);
    change.priority.reset();
    change.subject = QStringLiteral("Perdido");
    m_world.changed(fresh.id, change);
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, 20'000);
    change.subject.reset();
    change.status = IncidentStatus::Cancelled;
    m_world.changed(fresh.id, change);
}

void WidgetsSearch::mistakesWaitForTheEnd()
{
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    type(QStringLiteral("priority:hi"));
    QTest::qWait(200);
    QVERIFY(!queue().queryField()->hasMistake());
    QTRY_VERIFY(queue().queryField()->hasMistake());
    type(QStringLiteral("gh"));
    QTRY_VERIFY(model().query().endsWith(QLatin1String("high")));
    QVERIFY(!queue().queryField()->hasMistake());
    field()->selectAll();
    type(QStringLiteral("status:opn"));
    press(Qt::Key_Return);
    QVERIFY(queue().queryField()->hasMistake());
    QVERIFY(field()->hasFocus());
}

void WidgetsSearch::wordsAreMarked()
{
    const QueryWords words(QStringLiteral("status:open averia \"no enciende\" -pantalla"));
    const QString text = QStringLiteral("Averías: la pantalla NO  enciende");
    QCOMPARE(words.hitsIn(text), (QList<TextPart>{{0, 7}, {21, 2}, {25, 8}}));
    QVERIFY(QueryWords(QStringLiteral("status:open")).isEmpty());
    QVERIFY(QueryWords(QStringLiteral("(")).isEmpty());
    QCOMPARE(QueryWords(QStringLiteral("gador"), true).hitsIn(QStringLiteral("Cargador")), (QList<TextPart>{{0, 8}}));
    QCOMPARE(QueryWords(QStringLiteral("gador")).hitsIn(QStringLiteral("Cargador")), QList<TextPart>());
    // And painted so.
    QVERIFY(search(QStringLiteral("cargador")));
    QTRY_COMPARE(model().rowCount(), 2);
    const auto marked = [&] {
        const QModelIndex cell = model().index(m_inSubject.id, IncidentListModel::Column::Subject);
        const QImage image = queue().table()->viewport()->grab(queue().table()->visualRect(cell)).toImage();
        const QColor mark = wash(Tone::Warning, queue().table()->palette());
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == mark ? 1 : 0;
        }
        return count;
    };
    QTRY_VERIFY(marked() > 50);
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().shownQuery(), before);
    QVERIFY(m_world.choose(m_inSubject.id) && m_world.choose(m_newest.id));
    QCOMPARE(marked(), 0);
}

void WidgetsSearch::completionsAreOffered()
{
    QListWidget *list = queue().completer()->list();
    const auto offered = [&] {
        QStringList texts;
        for (int row = 0; row < list->count(); ++row)
            texts.append(list->item(row)->text());
        return list->isHidden() ? QStringList() : texts;
    };
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    type(QStringLiteral("stat"));
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("status:")});
    // What was offered for other letters is not put among these.
    type(QStringLiteral("u"));
    press(Qt::Key_Tab);
    QCOMPARE(field()->text(), QStringLiteral("statu"));
    press(Qt::Key_Backspace);
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("status:")});
    // The keyboard stays in the field; nothing is chosen by itself.
    QVERIFY(field()->hasFocus() && list->currentRow() < 0);
    press(Qt::Key_Tab);
    QCOMPARE(field()->text(), QStringLiteral("status:"));
    QVERIFY(field()->hasFocus());
    QTRY_VERIFY(offered().size() > 2);
    type(QStringLiteral("can"));
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("cancelled")});
    press(Qt::Key_Down);
    QCOMPARE(list->currentRow(), 0);
    press(Qt::Key_Return);
    QCOMPARE(field()->text(), QStringLiteral("status:cancelled "));
    QTRY_COMPARE(model().query().trimmed(), QStringLiteral("status:cancelled"));
    QVERIFY(list->isHidden());
    // A name of several words gets its quotes; in the middle of a query too.
    field()->setText(QStringLiteral("assignee: status:active"));
    field()->setCursorPosition(9);
    type(QStringLiteral("ada"));
    QTRY_COMPARE(offered(), QStringList{QStringLiteral("\"Ada Admin\"")});
    press(Qt::Key_Down);
    press(Qt::Key_Escape); // only the list
    QVERIFY(list->isHidden());
    QCOMPARE(field()->text(), QStringLiteral("assignee:ada status:active"));
    type(QStringLiteral(" "));
    press(Qt::Key_Backspace);
    QTRY_VERIFY(!offered().isEmpty());
    press(Qt::Key_Tab);
    QCOMPARE(field()->text(), QStringLiteral("assignee:\"Ada Admin\" status:active"));
    // It does not stay behind where the window was.
    field()->selectAll();
    type(QStringLiteral("carga"));
    QTRY_VERIFY(!offered().isEmpty());
    window()->resize(window()->width() - 20, window()->height());
    QTRY_VERIFY(list->isHidden());
    // Words of incidents; who pays no attention to the list has it out of the way.
    field()->selectAll();
    type(QStringLiteral("carga"));
    QTRY_VERIFY(offered().contains(QLatin1String("cargador")));
    press(Qt::Key_Return);
    QTRY_VERIFY(queue().table()->hasFocus());
    QVERIFY(list->isHidden());
}

void WidgetsSearch::searchesAreRemembered()
{
    QListWidget *list = queue().completer()->list();
    const auto offered = [&] {
        QStringList texts;
        for (int row = 0; row < list->count(); ++row)
            texts.append(list->item(row)->text());
        return list->isHidden() ? QStringList() : texts;
    };
    const auto emptied = [&] {
        press(Qt::Key_Slash);
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_Backspace);
    };
    NewView view;
    view.name = QStringLiteral("Rotas");
    view.query = QStringLiteral("pantalla status:new");
    m_world.done(requests::createView(m_world.console().client(), view));
    OfflineData *offline = m_world.console().offline();
    QTRY_VERIFY_WITH_TIMEOUT(offline && offline->isReady(), 20'000);
    queue().completer()->forgetSearches();
    for (const char *words : {"cargador el", "pantalla"}) {
        QVERIFY(search(QString::fromLatin1(words)));
        press(Qt::Key_Return);
        QTRY_VERIFY(queue().table()->hasFocus());
    }
    emptied();
    QTRY_COMPARE(offered(), (QStringList{QStringLiteral("pantalla"), QStringLiteral("cargador el"), view.name}));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(field()->text(), QStringLiteral("cargador el"));
    QTRY_COMPARE(model().query(), QStringLiteral("cargador el"));
    // Only where they are wanted.
    press(Qt::Key_Return);
    QTRY_VERIFY(queue().table()->hasFocus());
    window()->commands().find(QStringLiteral("view.keepSearches"))->action->setChecked(false);
    emptied();
    QTRY_COMPARE(offered(), QStringList{view.name});
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    QCOMPARE(field()->text(), view.query);
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().shownQuery(), before);
    window()->commands().find(QStringLiteral("view.keepSearches"))->action->setChecked(true);
    QVERIFY(search(QStringLiteral("cargador")));
    press(Qt::Key_Return);
    QTRY_VERIFY(queue().table()->hasFocus());
    window()->commands().find(QStringLiteral("view.forgetSearches"))->action->trigger();
    emptied();
    QTRY_COMPARE(offered(), QStringList{view.name});
    press(Qt::Key_Escape);
}

void WidgetsSearch::copyIsSearchedWithoutServer()
{
    QVERIFY(m_world.hasCopy() && m_world.pullTheCable());
    QTRY_VERIFY(total().contains(QLatin1String("only what is kept")));
    press(Qt::Key_Slash);
    QTRY_VERIFY(field()->hasFocus());
    type(QStringLiteral("cargador"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, 20'000);
    QVERIFY(!model().showsBest());
    QVERIFY(total().contains(QLatin1String("only what is kept")));
    // And completed by it.
    field()->selectAll();
    type(QStringLiteral("assignee:ad"));
    QListWidget *list = queue().completer()->list();
    QTRY_VERIFY(!list->isHidden() && list->count() == 1);
    QCOMPARE(list->item(0)->text(), QStringLiteral("\"Ada Admin\""));
}

QTEST_MAIN(WidgetsSearch)
#include "widgetssearchtest.moc"

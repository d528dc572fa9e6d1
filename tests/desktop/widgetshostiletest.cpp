// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "models/conversationmodel.h"
#include "models/incidentlistmodel.h"
#include "protocol/jsonreader.h"
#include "sampledata.h"
#include "slowbuild.h"
#include "widgets/composer.h"
#include "widgets/conversationview.h"
#include "widgets/fieldform.h"
#include "widgets/filesview.h"
#include "widgets/incidentactions.h"
#include "widgets/incidentpanel.h"
#include "widgets/queryfield.h"
#include "widgets/queueview.h"
#include "widgets/recordswindow.h"
#include "widgets/safemarkdown.h"
#include "widgetsworld.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>

using namespace mostrador;
using namespace mostrador::console;
using namespace mostrador::test;

namespace {

/// One field of a window, and what the server takes for it.
struct Field
{
    QString name; ///< of the editor
    QStringList path;
    JsonReader::TextRule rule;
};

Field line(const char *path, int max, bool required = false)
{
    const QStringList parts = QString::fromLatin1(path).split(u'.');
    return {parts.last(), parts, {.max = max, .required = required}};
}

Field lines(const char *path, int max)
{
    Field field = line(path, max);
    field.rule.multiline = true;
    return field;
}

/// A text of an editor of several lines: each kind of line end becomes \n.
QString asLines(QString text)
{
    for (const char16_t end : {u'\u2028', u'\u2029', u'\ufdd0', u'\ufdd1'})
        text.replace(QChar(end), u'\n');
    return text.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
}

/// Replaces the content, as an employee does who pastes what a customer sent.
void pasteInto(QWidget *widget, const QString &text)
{
    widget->setFocus();
    QApplication::clipboard()->setText(text);
    QTest::keyClick(widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(widget, Qt::Key_Delete);
    QTest::keyClick(widget, Qt::Key_V, Qt::ControlModifier);
}

/// What of a document could do something: pictures, and links that must not be opened.
QStringList dangersOf(const QTextDocument &document)
{
    QStringList dangers;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isImageFormat())
                dangers.append(QStringLiteral("picture ") + format.toImageFormat().name());
            const QUrl link(format.anchorHref());
            const bool ours = link.scheme() == QLatin1String("attachment");
            if (format.isAnchor() && !format.anchorHref().isEmpty() && !ours && !isOpenableLink(link))
                dangers.append(QStringLiteral("link ") + format.anchorHref());
        }
    }
    return dangers;
}

} // namespace

/// The hostile strings and payloads of the sample data through the console's fields: what was put in is what the server
/// keeps, or the field says why not; what comes back is text.
class WidgetsHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_world.closeConsole(); }
    void recordFields_data();
    void recordFields();
    void untouchedFieldsStay();
    void messages();
    void searches();
    void fileNames();
    void payloads();

private:
    void saveAndWait(RecordsWindow *window, const QList<Field> &fields);
    QStringList mistaken(RecordsWindow *window, const QList<Field> &fields);
    QStringList some(int every) const;

    World m_world;
    QStringList m_strings;
};

void WidgetsHostile::initTestCase()
{
    m_strings = hostileStrings();
    MOSTRADOR_NEED_SAMPLES(m_strings);
    QVERIFY2(m_world.start(), qPrintable(m_world.error()));
}

/// Each @p every-th string, fewer where the build is slow, and all of the last ones, which are the worst.
QStringList WidgetsHostile::some(int every) const
{
    constexpr qsizetype worst = 10;
    QStringList chosen;
    for (qsizetype i = 0; i < m_strings.size() - worst; i += isSlowBuild ? every * 12 : every)
        chosen.append(m_strings.at(i));
    return chosen + m_strings.last(worst);
}

QStringList WidgetsHostile::mistaken(RecordsWindow *window, const QList<Field> &fields)
{
    QStringList names;
    for (const Field &field : fields) {
        if (!window->form()->error(field.name).isEmpty())
            names.append(field.name);
    }
    return names;
}

void WidgetsHostile::saveAndWait(RecordsWindow *window, const QList<Field> &fields)
{
    QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("save")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window->isDirty() || !mistaken(window, fields).isEmpty(), 15'000);
}

void WidgetsHostile::recordFields_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("every");
    QTest::newRow("customers") << QStringLiteral("customers") << 1;
    QTest::newRow("products") << QStringLiteral("products") << 2;
    QTest::newRow("teams") << QStringLiteral("teams") << 2;
    QTest::newRow("employees") << QStringLiteral("employees") << 2;
}

void WidgetsHostile::recordFields()
{
    QFETCH(QString, kind);
    QFETCH(int, every);
    QVERIFY(m_world.openAndLogIn());
    MainWindow *main = m_world.console().mainWindow();
    ApiClient &colleague = m_world.colleague();
    RecordsWindow *window = nullptr;
    QList<Field> fields;
    std::function<QJsonObject()> stored;
    qint64 id = 0;
    if (kind == QLatin1String("customers")) {
        const CustomerId customer = m_world.customer().id;
        id = customer.value();
        stored = [=, this] { return codec::toJson(m_world.done(requests::customer(m_world.colleague(), customer))); };
        window = main->showCustomers();
        fields = {line("given_name", limits::givenName, true),
                  line("family_name", limits::familyName, true),
                  line("phone", limits::phone),
                  lines("address.street", limits::street),
                  line("address.postal_code", limits::postalCode),
                  line("address.city", limits::city),
                  line("address.region", limits::region)};
    } else if (kind == QLatin1String("products")) {
        NewProduct input;
        input.sku = QStringLiteral("H-1");
        input.name = QStringLiteral("Hostile");
        const ProductId product = m_world.done(requests::createProduct(colleague, input)).id;
        id = product.value();
        stored = [=, this] { return codec::toJson(m_world.done(requests::product(m_world.colleague(), product))); };
        window = main->showProducts();
        fields = {line("sku", limits::sku, true), line("name", limits::productName, true),
                  line("category", limits::productCategory)};
    } else if (kind == QLatin1String("teams")) {
        NewTeam input;
        input.name = QStringLiteral("Hostile");
        const TeamId team = m_world.done(requests::createTeam(colleague, input)).id;
        id = team.value();
        stored = [=, this] { return codec::toJson(m_world.done(requests::team(m_world.colleague(), team))); };
        window = main->showTeams();
        fields = {line("name", limits::teamName, true), lines("description", limits::teamDescription)};
    } else {
        const EmployeeId employee = m_world.employee(Role::Agent, QStringLiteral("Hostile")).id;
        id = employee.value();
        stored = [=, this] { return codec::toJson(m_world.done(requests::employee(m_world.colleague(), employee))); };
        window = main->showEmployees();
        fields = {line("name", limits::personName, true)};
    }
    QVERIFY(QTest::qWaitForWindowExposed(window));
    window->showRecord(id);
    auto *first = window->findChild<QWidget *>(fields.first().name);
    QTRY_VERIFY(first->isEnabled());

    int kept = 0;
    int refused = 0;
    for (const QString &text : some(every)) {
        QHash<QString, std::optional<QString>> wanted; // by field; nothing: it is to be refused
        for (const Field &field : fields) {
            pasteInto(window->findChild<QWidget *>(field.name), text);
            const auto checked = checkText(field.rule.multiline ? asLines(text) : text, field.name, field.rule);
            wanted.insert(field.name, checked ? std::optional(*checked) : std::nullopt);
        }
        saveAndWait(window, fields);
        if (QTest::currentTestFailed())
            return;
        const QStringList wrong = mistaken(window, fields);
        for (const Field &field : fields) {
            QVERIFY2(wrong.contains(field.name) == !wanted.value(field.name),
                     qPrintable(field.name + u' ' + window->form()->error(field.name) + u' ' + text.left(200)));
            if (wrong.contains(field.name)) {
                ++refused;
                pasteInto(window->findChild<QWidget *>(field.name), QStringLiteral("x"));
            }
        }
        if (!wrong.isEmpty()) {
            saveAndWait(window, fields);
            const QStringList still = mistaken(window, fields);
            QVERIFY2(still.isEmpty(), qPrintable(still.join(u' ') + QStringLiteral(": ") +
                                                 QString::fromLatin1(text.toUtf8().left(60).toHex())));
        }
        const QJsonObject now = stored();
        for (const Field &field : fields) {
            QJsonValue value = now;
            for (const QString &part : field.path)
                value = value.toObject().value(part);
            const QString expected = wanted.value(field.name).value_or(QStringLiteral("x"));
            QCOMPARE(value.toString().toUtf8(), expected.toUtf8());
            kept += wanted.value(field.name) ? 1 : 0;
        }
    }
    QVERIFY2(kept > refused, qPrintable(QStringLiteral("%1 kept, %2 refused").arg(kept).arg(refused)));
    QVERIFY(refused > 0);
}

/// A value that an editor cannot show as it is is not overwritten because another field is edited.
void WidgetsHostile::untouchedFieldsStay()
{
    Customer customer = m_world.customer();
    CustomerChange change;
    const QString street = QStringLiteral("Calle\u00a0Mayor\u2028second line");
    change.address = PostalAddress();
    change.address->street = street;
    customer = m_world.done(requests::changeCustomer(m_world.colleague(), customer.id, change, customer.version));
    QCOMPARE(customer.address.street, street);
    QVERIFY(m_world.openAndLogIn());
    RecordsWindow *window = m_world.console().mainWindow()->showCustomers();
    window->showRecord(customer.id.value());
    auto *phone = window->findChild<QLineEdit *>(QStringLiteral("phone"));
    QTRY_VERIFY(phone->isEnabled());
    typeInto(phone, QStringLiteral("+34 600 000 001"));
    saveAndWait(window, {line("phone", limits::phone)});
    customer = m_world.done(requests::customer(m_world.colleague(), customer.id));
    QCOMPARE(customer.phone, QStringLiteral("+34 600 000 001"));
    QCOMPARE(customer.address.street, street);
}

void WidgetsHostile::messages()
{
    const JsonReader::TextRule rule{.max = limits::messageBody, .required = true, .multiline = true, .trim = false};
    const Incident incident = m_world.incident(QStringLiteral("Hostile messages"));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    auto *editor = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    QTRY_VERIFY(panel.incident().isComplete() && panel.actions().note()->isEnabled());
    panel.actions().note()->trigger();
    auto *mistake = m_world.find<QWidget>(QStringLiteral("composerMistake"));
    QStringList expected;
    int refused = 0;
    for (const QString &text : some(2)) {
        pasteInto(editor, text);
        const auto checked = checkText(asLines(text), {}, rule);
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        if (checked) {
            expected.append(*checked);
            QTRY_VERIFY2_WITH_TIMEOUT(editor->toPlainText().isEmpty(), qPrintable(text.left(200)), 15'000);
        } else {
            // Said at the composer, and the text is still there to be mended.
            ++refused;
            QTRY_VERIFY2_WITH_TIMEOUT(mistake->isVisible() && editor->isEnabled() && !editor->isReadOnly(),
                                      qPrintable(text.left(200)), 15'000);
            QCOMPARE(editor->toPlainText().isEmpty(), asLines(text).isEmpty());
        }
    }
    pasteInto(editor, QString());
    QTRY_COMPARE_WITH_TIMEOUT(m_world.console().offline()->queue().unfinishedCount(), 0, 60'000);
    QStringList bodies;
    requests::ListQuery page;
    do {
        const auto answer = m_world.done(requests::messages(m_world.colleague(), incident.id, page));
        for (const Message &message : answer.items) {
            if (message.internal)
                bodies.append(message.body);
        }
        page.cursor = answer.nextCursor;
    } while (!page.cursor.isEmpty());
    QCOMPARE(bodies, expected);
    QVERIFY(refused > 0 && expected.size() > refused);
    QTRY_VERIFY(panel.conversation().document()->blockCount() > expected.size());
    QCOMPARE(dangersOf(*panel.conversation().document()), QStringList());
    // What was put together bit by bit is what one gets all at once.
    const QString shown = panel.conversation().toHtml();
    QEvent themes(QEvent::PaletteChange);
    QCoreApplication::sendEvent(&panel.conversation(), &themes);
    QVERIFY(panel.conversation().toHtml() == shown);
}

void WidgetsHostile::searches()
{
    m_world.incident(QStringLiteral("To be found again"));
    QVERIFY(m_world.openAndLogIn());
    QueueView &queue = m_world.console().mainWindow()->queue();
    int mistakes = 0;
    for (const QString &text : some(4)) {
        pasteInto(queue.queryField()->lineEdit(), text);
        QTest::keyClick(queue.queryField()->lineEdit(), Qt::Key_Return);
        // An answer, or a mistake that is pointed at; never a state in between.
        QTRY_VERIFY2_WITH_TIMEOUT(queue.queryField()->hasMistake() ||
                                      queue.model()->loadState() == PagedTableModel::LoadState::Ready,
                                  text.toUtf8().left(60).toHex().constData(), 15'000);
        mistakes += queue.queryField()->hasMistake() ? 1 : 0;
    }
    QVERIFY(mistakes > 0);
    queue.setQuery({});
    QTRY_VERIFY(!queue.queryField()->hasMistake() && queue.model()->rowCount() > 0);
}

void WidgetsHostile::fileNames()
{
    const Incident incident = m_world.incident(QStringLiteral("Hostile names"));
    QTemporaryDir folder;
    QStringList names;
    for (const QString &text : some(isSlowBuild ? 4 : 16)) {
        QString name = text.left(60) + QStringLiteral(" .txt");
        name.remove(u'/').remove(QChar(u'\0'));
        if (name.trimmed() != name || QFile::decodeName(QFile::encodeName(name)) != name || names.contains(name))
            continue;
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            continue; // more than the file system takes
        file.write("words\n");
        names.append(name);
    }
    QVERIFY(names.size() > 2);
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    IncidentPanel &panel = m_world.console().mainWindow()->panel();
    auto *editor = m_world.find<QPlainTextEdit>(QStringLiteral("message"));
    QTRY_VERIFY(panel.incident().isComplete() && panel.actions().note()->isEnabled());
    panel.actions().note()->trigger();
    for (const QString &name : std::as_const(names)) {
        panel.composer().addFiles({folder.filePath(name)});
        pasteInto(editor, QStringLiteral("A file."));
        editor->setFocus();
        QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2_WITH_TIMEOUT(editor->toPlainText().isEmpty(), qPrintable(name), 15'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_world.console().offline()->queue().unfinishedCount(), 0, 60'000);
    const auto files = m_world.done(requests::attachments(m_world.colleague(), incident.id));
    QCOMPARE(files.size(), names.size());
    for (const Attachment &file : files) {
        // Kept, or with the letters no file may have made harmless; never a way to another folder.
        QVERIFY(!file.fileName.isEmpty() && !file.fileName.contains(u'/') && !file.fileName.contains(u'\n'));
        QVERIFY2(file.fileName.endsWith(QLatin1String(".txt")), qPrintable(file.fileName));
    }
    QTRY_COMPARE(panel.files().count(), names.size());
}

void WidgetsHostile::payloads()
{
    QStringList payloads = hostilePayloads();
    QVERIFY(payloads.size() > 1000);
    // Each by itself, as HTML and as the target of links and pictures in Markdown.
    int number = 0;
    for (const QString &payload : std::as_const(payloads)) {
        if (isSlowBuild && ++number % 10 != 0)
            continue;
        for (const QString &text : {payload, QStringLiteral("[a](%1) ![b](%1) <%1>").arg(payload),
                                    QStringLiteral("[a]: %1 \"x\"\n\n[a] ![a]").arg(payload)}) {
            QTextDocument document;
            QTextCursor(&document).insertFragment(safeMarkdown(text, QFont(), QPalette()));
            QVERIFY2(dangersOf(document).isEmpty(), qPrintable(text + u'\n' + dangersOf(document).join(u'\n')));
        }
    }
    // And all of them in the console, as a customer's incident with a hostile subject.
    QString body;
    const Incident incident = m_world.incident(payloads.at(3).left(limits::subject), QStringLiteral("First."));
    for (const QString &payload : std::as_const(payloads)) {
        if (body.size() + payload.size() > limits::messageBody / 4) {
            m_world.said(incident.id, body);
            body.clear();
            if (isSlowBuild)
                break;
        }
        body += payload + QStringLiteral("\n\n");
    }
    m_world.said(incident.id, body + QStringLiteral("The last words."));
    QVERIFY(m_world.openAndLogIn());
    QVERIFY(m_world.choose(incident.id));
    ConversationView &view = m_world.console().mainWindow()->panel().conversation();
    QTRY_VERIFY_WITH_TIMEOUT(view.toPlainText().contains(QLatin1String("The last words.")), 30'000);
    view.grab();
    QCOMPARE(dangersOf(*view.document()), QStringList());
}

QTEST_MAIN(WidgetsHostile)
#include "widgetshostiletest.moc"

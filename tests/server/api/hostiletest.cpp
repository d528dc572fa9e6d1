// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "model/limits.h"
#include "protocol/jsonreader.h"
#include "sampledata.h"
#include "slowbuild.h"

using namespace mostrador;
using namespace mostrador::test;

namespace {

/// The strings of the data folder, and some that must not be lost with it.
QStringList stringsToSend(QString *reason)
{
    QStringList strings{QStringLiteral("'; drop table incidents; --"),
                        QStringLiteral("%s%n%x {0} ${jndi:ldap://x}"),
                        QStringLiteral("<script>alert(1)</script>"),
                        QStringLiteral("\u202eright to left\u202c"),
                        QStringLiteral("Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G"),
                        QStringLiteral("👩‍👩‍👧‍👦 🏳️‍🌈 𝕳𝖎"),
                        QStringLiteral("\ufeffbom"),
                        QStringLiteral("a\u0000b"),
                        QStringLiteral("\u0007bell"),
                        QStringLiteral("= 1 + 1\" | calc"),
                        QStringLiteral("?:$1 ?? \\' \\\\ \\u0041"),
                        QStringLiteral("ﬁ ½ ß İ ı ǆ")};
    strings += sampleStrings();
    if (strings.size() < 100)
        *reason = QStringLiteral("The sample data is not there");
    return strings;
}

} // namespace

/// Hostile strings through every text field: back as they were, or refused by name; never a failure of ours.
class ApiHostileTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void initTestCase();
    void everyTextFieldKeepsThem_data();
    void everyTextFieldKeepsThem();
    void openedIncidentsKeepThem();
    void labelsKeepThem();
    void addressesAreSearchedSafely();
    void searchesNeverFail();
    void fileNamesComeBack();

private:
    /// Sends one text and holds the answer against the field's rule.
    void check(const Answer &answer, const QString &pointer, const QString &text, const JsonReader::TextRule &rule,
               const QJsonValue &back);

    QStringList m_strings;
    QString m_reason;
    QString m_incident;
    int m_taken = 0;
};

void ApiHostileTest::initTestCase()
{
    ApiTest::initTestCase();
    if (!ready())
        return;
    m_strings = stringsToSend(&m_reason);
    if (test::isSlowBuild) {
        QStringList some;
        for (qsizetype i = 0; i < m_strings.size(); i += 8)
            some.append(m_strings.at(i));
        m_strings = some;
    }
    if (!m_reason.isEmpty())
        qInfo().noquote() << m_reason << "- only the few strings of this test are sent";
    m_incident = api().openIncident().value(QStringLiteral("id")).toString();
}

void ApiHostileTest::check(const Answer &answer, const QString &pointer, const QString &text,
                           const JsonReader::TextRule &rule, const QJsonValue &back)
{
    const auto expected = checkText(text, pointer, rule);
    if (expected && !(rule.required && expected->trimmed().isEmpty())) {
        QVERIFY_TOLD(answer.status == 200 || answer.status == 201,
                     pointer.toUtf8() + " = " + text.toUtf8() + ": " + answer.told());
        QCOMPARE(back.toString().toUtf8(), expected->toUtf8());
        ++m_taken;
    } else {
        QVERIFY_TOLD(answer.status == 422, pointer.toUtf8() + " = " + text.toUtf8() + ": " + answer.told());
        QVERIFY_TOLD(answer.pointers().startsWith(pointer), pointer.toUtf8() + ": " + answer.told());
    }
}

void ApiHostileTest::everyTextFieldKeepsThem_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("member");
    QTest::addColumn<int>("max");
    QTest::addColumn<bool>("required");
    QTest::addColumn<bool>("multiline");
    const auto row = [](const char *path, const char *member, int max, bool required, bool multiline) {
        QTest::addRow("%s %s", path, member)
            << QString::fromLatin1(path) << QString::fromLatin1(member) << max << required << multiline;
    };
    row("/customers", "given_name", limits::givenName, true, false);
    row("/customers", "family_name", limits::familyName, true, false);
    row("/customers", "phone", limits::phone, false, false);
    row("/customers", "address/street", limits::street, false, true);
    row("/customers", "address/postal_code", limits::postalCode, false, false);
    row("/customers", "address/city", limits::city, false, false);
    row("/customers", "address/region", limits::region, false, false);
    row("/employees", "name", limits::personName, true, false);
    row("/teams", "name", limits::teamName, true, false);
    row("/teams", "description", limits::teamDescription, false, true);
    row("/products", "sku", limits::sku, true, false);
    row("/products", "name", limits::productName, true, false);
    row("/products", "category", limits::productCategory, false, false);
    row("/incidents", "subject", limits::subject, true, false);
    row("/incidents", "order_number", limits::orderNumber, false, false);
    row("/incidents", "serial_number", limits::serialNumber, false, false);
}

void ApiHostileTest::everyTextFieldKeepsThem()
{
    QFETCH(QString, path);
    QFETCH(QString, member);
    QFETCH(int, max);
    QFETCH(bool, required);
    QFETCH(bool, multiline);
    const JsonReader::TextRule rule{.max = max, .required = required, .multiline = multiline};
    // One thing of each kind, changed again and again.
    QString one;
    if (path == QLatin1String("/incidents")) {
        one = QStringLiteral("/incidents/") + m_incident;
    } else if (path == QLatin1String("/customers")) {
        one = QStringLiteral("/customers/") +
              api().get(QStringLiteral("/incidents/") + m_incident, api().admin()).text(QStringLiteral("customer_id"));
    } else if (path == QLatin1String("/employees")) {
        one = QStringLiteral("/employees/") + api().as(Role::Agent).id.toString();
    } else if (path == QLatin1String("/teams")) {
        one = QStringLiteral("/teams/") + api().otherTeam().toString();
    } else {
        const Answer made = api().post(path,
                                       {{QStringLiteral("sku"), QStringLiteral("HOSTILE %1").arg(member)},
                                        {QStringLiteral("name"), QStringLiteral("Hostile")}},
                                       api().admin());
        QVERIFY_STATUS(made, 201);
        one = path + u'/' + made.id();
    }
    m_taken = 0;
    for (const QString &text : std::as_const(m_strings)) {
        QJsonObject body;
        const QString outer = member.section(u'/', 0, 0);
        const QString inner = member.section(u'/', 1);
        if (inner.isEmpty())
            body.insert(outer, text);
        else
            body.insert(outer, QJsonObject{{inner, text}});
        const Answer answer = api().patch(one, body, "*", api().admin());
        const QJsonValue back =
            inner.isEmpty() ? answer.json().value(outer) : answer.json().value(outer).toObject().value(inner);
        check(answer, u'/' + member, text, rule, back);
        if (QTest::currentTestFailed())
            return;
    }
    // Most fit, even the short fields; a rule that refused most would not be noticed otherwise.
    QVERIFY2(m_taken * 3 > m_strings.size(), QByteArray::number(m_taken).constData());
    const Answer read = api().get(one, api().auditor());
    QVERIFY_STATUS(read, 200);
}

void ApiHostileTest::openedIncidentsKeepThem()
{
    const JsonReader::TextRule body{.max = limits::messageBody, .required = true, .multiline = true, .trim = false};
    const JsonReader::TextRule custom{.max = limits::customFieldText, .multiline = true};
    const JsonReader::TextRule tag{.max = limits::tag, .required = true};
    const JsonReader::TextRule external{.max = limits::externalReference};
    const QString customer =
        api().get(QStringLiteral("/incidents/") + m_incident, api().admin()).text(QStringLiteral("customer_id"));
    m_taken = 0;
    for (qsizetype i = 0; i < m_strings.size(); ++i) {
        const QString text = m_strings.at(i);
        const QString numbered = QStringLiteral("%1 ").arg(i) + text; // the reference is unique
        QJsonObject input{{QStringLiteral("subject"), QStringLiteral("Hostile")},
                          {QStringLiteral("description"), text},
                          {QStringLiteral("customer_id"), customer},
                          {QStringLiteral("custom_fields"), QJsonObject{{QStringLiteral("field"), text}}},
                          {QStringLiteral("external_reference"), numbered},
                          {QStringLiteral("tags"), QJsonArray{text}}};
        // Each field that cannot take the text is named, and then left out.
        Answer answer = api().post(QStringLiteral("/incidents"), input, api().agent());
        if (answer.status == 422) {
            const QStringList pointers = answer.pointers().split(u' ');
            for (const QString &pointer : pointers) {
                const bool isTag = pointer.startsWith(QLatin1String("/tags"));
                const bool isCustom = pointer.startsWith(QLatin1String("/custom_fields"));
                const bool isExternal = pointer == QLatin1String("/external_reference");
                const auto &rule = isTag ? tag : isCustom ? custom : isExternal ? external : body;
                const auto fits = checkText(isExternal ? numbered : text, pointer, rule);
                QVERIFY_TOLD(!fits || fits->trimmed().isEmpty(), text.toUtf8() + ": " + answer.told());
                const QString member = pointer.section(u'/', 1, 1);
                if (member == QLatin1String("description"))
                    input.insert(member, QStringLiteral("-"));
                else
                    input.remove(member);
            }
            answer = api().post(QStringLiteral("/incidents"), input, api().agent());
        }
        QVERIFY_TOLD(answer.status == 201, text.toUtf8() + ": " + answer.told());
        const Answer read = api().get(QStringLiteral("/incidents/") + answer.id(), api().auditor());
        if (input.value(QStringLiteral("description")).toString() == text) {
            QCOMPARE(read.text(QStringLiteral("description")).toUtf8(), checkText(text, {}, body)->toUtf8());
            ++m_taken;
        }
        if (input.contains(QStringLiteral("custom_fields")))
            QCOMPARE(
                read.json().value(QStringLiteral("custom_fields")).toObject().value(QStringLiteral("field")).toString(),
                *checkText(text, {}, custom));
        if (input.contains(QStringLiteral("external_reference")))
            QCOMPARE(read.text(QStringLiteral("external_reference")), *checkText(numbered, {}, external));
        if (input.contains(QStringLiteral("tags")))
            QCOMPARE(read.json().value(QStringLiteral("tags")).toArray(),
                     QJsonArray{checkText(text, {}, tag)->toLower()});
    }
    QVERIFY(m_taken * 10 > m_strings.size() * 9);
}

void ApiHostileTest::labelsKeepThem()
{
    m_taken = 0;
    for (const QString &text : std::as_const(m_strings)) {
        const Answer answer = api().post(QStringLiteral("/api-keys"), {{QStringLiteral("label"), text}}, api().agent());
        check(answer, QStringLiteral("/label"), text, {.max = limits::teamName, .required = true},
              answer.json().value(QStringLiteral("label")));
    }
    QVERIFY(m_taken * 2 > m_strings.size());
}

void ApiHostileTest::addressesAreSearchedSafely()
{
    for (const QString &text : std::as_const(m_strings)) {
        const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(text));
        for (const char *path : {"/customers?q=", "/customers?email=", "/employees?q=", "/products?q=", "/teams?q="}) {
            const Answer answer = api().get(QLatin1String(path) + encoded, api().admin());
            const bool refusable = answer.status == 400 || answer.status == 422;
            QVERIFY_TOLD(answer.status == 200 || refusable, QByteArray(path) + text.toUtf8() + ": " + answer.told());
        }
    }
}

void ApiHostileTest::searchesNeverFail()
{
    int taken = 0;
    for (const QString &text : std::as_const(m_strings)) {
        for (const QString &query :
             {text, QStringLiteral("\"%1\"").arg(QString(text).remove(u'"')),
              QStringLiteral("subject:\"%1\"").arg(QString(text).remove(u'"')), QStringLiteral("tag:") + text}) {
            const Answer answer = api().get(
                QStringLiteral("/incidents?q=") + QString::fromLatin1(QUrl::toPercentEncoding(query)), api().agent());
            QVERIFY_TOLD(answer.status == 200 || answer.status == 400 || answer.status == 422,
                         query.toUtf8() + ": " + answer.told());
            taken += answer.status == 200 ? 1 : 0;
        }
    }
    QVERIFY(taken > m_strings.size());
}

void ApiHostileTest::fileNamesComeBack()
{
    int taken = 0;
    for (const QString &text : std::as_const(m_strings)) {
        const Answer answer =
            api().upload(QStringLiteral("/incidents/%1/attachments").arg(m_incident), text, "x", api().agent());
        QVERIFY_TOLD(answer.status == 201 || answer.status == 422 || answer.status == 400,
                     text.toUtf8() + ": " + answer.told());
        if (answer.status != 201)
            continue;
        ++taken;
        const Answer download = api().get(QStringLiteral("/attachments/%1/content").arg(answer.id()), api().agent());
        QVERIFY_STATUS(download, 200);
        QCOMPARE(download.body, QByteArray("x"));
        QVERIFY(download.header("Content-Disposition").startsWith("attachment; filename=\""));
        QVERIFY(!answer.text(QStringLiteral("file_name")).contains(u'/'));
    }
    QVERIFY(taken * 2 > m_strings.size());

    // Bodies of messages and descriptions, with all their line ends and white space.
    m_taken = 0;
    const JsonReader::TextRule rule{.max = limits::messageBody, .required = true, .multiline = true, .trim = false};
    for (const QString &text : std::as_const(m_strings)) {
        const Answer answer =
            api().post(QStringLiteral("/incidents/%1/messages").arg(m_incident),
                       {{QStringLiteral("body"), text}, {QStringLiteral("internal"), true}}, api().agent());
        check(answer, QStringLiteral("/body"), text, rule, answer.json().value(QStringLiteral("body")));
    }
    QVERIFY(m_taken * 2 > m_strings.size());
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiHostileTest>(argc, argv);
}

#include "hostiletest.moc"

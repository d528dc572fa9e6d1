// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "services/attachmentservice.h"
#include "services/crypto.h"
#include "services/fieldchecks.h"
#include "services/markdown.h"
#include "services/merge.h"
#include "services/passwords.h"
#include "services/settings.h"
#include "services/trackingservice.h"

#include <QTest>

using namespace mostrador;
using namespace mostrador::services;

/// The rules that need no database.
class TestServicesRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesCommonPasswords_data();
    void refusesCommonPasswords();
    void takesOtherPasswords_data();
    void takesOtherPasswords();
    void hashesPasswords();
    void makesTokens();
    void makesTrackingUrls();
    void cleansFileNames_data();
    void cleansFileNames();
    void rendersMarkdownSafely_data();
    void rendersMarkdownSafely();
    void tellsDifferences();
    void checksFields();
};

void TestServicesRules::initTestCase()
{
    Settings settings;
    settings.publicUrl = QStringLiteral("https://help.example.com");
    settings.secretKey = QByteArray(32, 's');
    settings.argonOperations = 1;
    settings.argonMemoryBytes = 8192;
    configure(settings);
}

void TestServicesRules::refusesCommonPasswords_data()
{
    QTest::addColumn<QString>("password");
    for (const char *word : {"password1234",
                             "Password12345!",
                             "P@ssw0rd2024!",
                             "contraseña2026",
                             "qwertyuiop12",
                             "123456789012",
                             "210987654321",
                             "aaaaaaaaaaaaaa",
                             "abcabcabcabcabc",
                             "passwordpassword",
                             "iloveyou1234",
                             "letmein123456",
                             "correcthorsebatterystaple",
                             "correct horse battery staple",
                             "administrador1",
                             "Barcelona2026!",
                             "ana.garcia@example.com",
                             "Ana Garcia 2026",
                             "mostrador2026",
                             "zxcvbnm,./12",
                             "qazwsxedcrfvtgb",
                             "abcdefghijklmnop",
                             "Tequieromucho1",
                             "1q2w3e4r5t6y"})
        QTest::newRow(word) << QString::fromUtf8(word);
}

void TestServicesRules::refusesCommonPasswords()
{
    QFETCH(QString, password);
    const auto fault = passwords::check(password, QStringLiteral("/password"),
                                        {QStringLiteral("ana.garcia@example.com"), QStringLiteral("Ana Garcia")});
    QVERIFY(fault.has_value());
    QCOMPARE(toString(fault->code), toString(FieldErrorCode::NotAllowed));
    QCOMPARE(fault->pointer, QStringLiteral("/password"));
}

void TestServicesRules::takesOtherPasswords_data()
{
    QTest::addColumn<QString>("password");
    for (const char *word :
         {"granite lantern 41 orbit", "x7Kp-2mQw-9RtL", "el perro verde come tejas", "contraseña del abuelo Ramón",
          "日本語のパスワードは長いです", "4f9c1e77ab02d6c3", "Password manager makes soup"})
        QTest::newRow(word) << QString::fromUtf8(word);
}

void TestServicesRules::takesOtherPasswords()
{
    QFETCH(QString, password);
    QVERIFY(!passwords::check(password, QStringLiteral("/password"),
                              {QStringLiteral("ana.garcia@example.com"), QStringLiteral("Ana Garcia")}));
    QCOMPARE(toString(passwords::check(QStringLiteral("short"), QStringLiteral("/p"), {})->code),
             toString(FieldErrorCode::TooShort));
    QCOMPARE(toString(passwords::check(QString(), QStringLiteral("/p"), {})->code), toString(FieldErrorCode::Required));
    QCOMPARE(toString(passwords::check(QString(1025, u'x'), QStringLiteral("/p"), {})->code),
             toString(FieldErrorCode::TooLong));
}

void TestServicesRules::hashesPasswords()
{
    const QByteArray hash = crypto::hashPassword(QStringLiteral("caf\u00e9 y churros"));
    QVERIFY(hash.startsWith("$argon2id$v=19$"));
    QVERIFY(crypto::verifyPassword(hash, QStringLiteral("caf\u00e9 y churros")));
    // The same characters from another keyboard.
    QVERIFY(crypto::verifyPassword(hash, QStringLiteral("cafe\u0301 y churros")));
    QVERIFY(!crypto::verifyPassword(hash, QStringLiteral("cafe y churros")));
    QVERIFY(!crypto::verifyPassword(QByteArray(), QString()));
    QVERIFY(!crypto::verifyPassword("nonsense", QStringLiteral("x")));
    QVERIFY(hash != crypto::hashPassword(QStringLiteral("caf\u00e9 y churros")));
    QVERIFY(!crypto::needsRehash(hash));
}

void TestServicesRules::makesTokens()
{
    const QString one = crypto::randomToken(QStringLiteral("ms_"));
    QCOMPARE(one.size(), 46);
    QVERIFY(one != crypto::randomToken(QStringLiteral("ms_")));
    QCOMPARE(crypto::tokenHash(one).size(), 32);
    // BLAKE2b-256 with a key: differs by key and message.
    const QByteArray hash = crypto::keyedHash("tracking:1");
    QCOMPARE(hash.size(), 32);
    QCOMPARE(crypto::keyedHash("tracking:1"), hash);
    QVERIFY(crypto::keyedHash("tracking:2") != hash);
    QVERIFY(crypto::equal("abc", "abc"));
    QVERIFY(!crypto::equal("abc", "abd"));
    QVERIFY(!crypto::equal("abc", "ab"));
}

void TestServicesRules::makesTrackingUrls()
{
    const QString url = tracking::url(TrackingLinkId(7), QStringLiteral("en"));
    QVERIFY(url.startsWith(QLatin1String("https://help.example.com/en/t/")));
    QCOMPARE(url.section(u'/', -1), tracking::token(TrackingLinkId(7)));
    QCOMPARE(tracking::token(TrackingLinkId(7)).size(), 43);
    QVERIFY(tracking::url(TrackingLinkId(7), QStringLiteral("../x"))
                .startsWith(QLatin1String("https://help.example.com/es/t/")));
}

void TestServicesRules::cleansFileNames_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("clean");
    QTest::newRow("plain") << QStringLiteral("factura nº 3.pdf") << QStringLiteral("factura nº 3.pdf");
    QTest::newRow("folders") << QStringLiteral("../../etc/passwd") << QStringLiteral("passwd");
    QTest::newRow("windows") << QStringLiteral("C:\\Users\\ana\\foto.jpg") << QStringLiteral("foto.jpg");
    QTest::newRow("hidden") << QStringLiteral(".bashrc") << QStringLiteral("bashrc");
    QTest::newRow("dots") << QStringLiteral("..") << QStringLiteral("file");
    QTest::newRow("empty") << QString() << QStringLiteral("file");
    QTest::newRow("header") << QStringLiteral("a\r\nSet-Cookie: x.txt") << QStringLiteral("aSet-Cookie: x.txt");
    QTest::newRow("right-to-left") << QStringLiteral("foto\u202egpj.exe") << QStringLiteral("fotogpj.exe");
    QTest::newRow("emoji") << QStringLiteral("\U0001F4F7.png") << QStringLiteral("\U0001F4F7.png");
    QTest::newRow("long") << QString(QString(400, u'x') + QStringLiteral(".jpeg"))
                          << QString(QString(limits::fileName - 5, u'x') + QStringLiteral(".jpeg"));
}

void TestServicesRules::cleansFileNames()
{
    QFETCH(QString, given);
    QFETCH(QString, clean);
    QCOMPARE(attachments::cleanFileName(given), clean);
}

void TestServicesRules::rendersMarkdownSafely_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    const QString none = QStringLiteral("<script");
    QTest::newRow("bold") << QStringLiteral("Es **urgente**") << QStringLiteral("<strong>urgente</strong>") << none;
    QTest::newRow("lines") << QStringLiteral("one\ntwo") << QStringLiteral("<br />") << none;
    QTest::newRow("script") << QStringLiteral("<script>alert(1)</script>") << QString() << none;
    QTest::newRow("inline script") << QStringLiteral("x <script>alert(1)</script>") << QStringLiteral("x ") << none;
    QTest::newRow("javascript link") << QStringLiteral("[x](javascript:alert(1))") << QStringLiteral("x</a>")
                                     << QStringLiteral("javascript:");
    QTest::newRow("spaced javascript") << QStringLiteral("[x](<java\tscript:alert(1)>)") << QString()
                                       << QStringLiteral("script:alert");
    QTest::newRow("data link") << QStringLiteral("[x](data:text/html;base64,xx)") << QString()
                               << QStringLiteral("data:");
    QTest::newRow("file link") << QStringLiteral("[x](file:///etc/passwd)") << QString() << QStringLiteral("file:");
    QTest::newRow("picture") << QStringLiteral("![cat](https://evil.example/x.png)")
                             << QStringLiteral("href=\"https://evil.example/x.png\"") << QStringLiteral("<img");
    QTest::newRow("link in a picture") << QStringLiteral("![a [b](https://c.example)](https://d.example)")
                                       << QStringLiteral("href=\"https://d.example\">a b</a>")
                                       << QStringLiteral("c.example");
    QTest::newRow("picture in a picture")
        << QStringLiteral("![a ![b](https://c.example)](https://d.example)")
        << QStringLiteral("href=\"https://d.example\">a b</a>") << QStringLiteral("c.example");
    QTest::newRow("html picture") << QStringLiteral("<img src=https://evil.example/x.png onerror=alert(1)>")
                                  << QString() << QStringLiteral("<img");
    QTest::newRow("link") << QStringLiteral("[a](https://example.com/?a=1&b=2)")
                          << QStringLiteral(
                                 "rel=\"nofollow noopener noreferrer\" href=\"https://example.com/?a=1&amp;b=2\"")
                          << none;
    QTest::newRow("table") << QStringLiteral("|a|b|\n|-|-|\n|1|2|") << QStringLiteral("<table>") << none;
    QTest::newRow("escaped") << QStringLiteral("1 < 2 & \"q\"") << QStringLiteral("1 &lt; 2 &amp; &quot;q&quot;")
                             << none;
}

void TestServicesRules::rendersMarkdownSafely()
{
    QFETCH(QString, markdown);
    QFETCH(QString, has);
    QFETCH(QString, hasNot);
    const QString html = markdownToHtml(markdown);
    QVERIFY2(html.contains(has), qPrintable(html));
    QVERIFY2(!html.contains(hasNot), qPrintable(html));
}

void TestServicesRules::tellsDifferences()
{
    const QJsonObject before{{QStringLiteral("a"), 1},
                             {QStringLiteral("b"), 2},
                             {QStringLiteral("o"), QJsonObject{{QStringLiteral("x"), 1}, {QStringLiteral("y"), 2}}}};
    const QJsonObject after{{QStringLiteral("a"), 1},
                            {QStringLiteral("b"), 3},
                            {QStringLiteral("o"), QJsonObject{{QStringLiteral("x"), 1}, {QStringLiteral("z"), 5}}}};
    const auto difference =
        merge::difference(before, after, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("o")});
    QCOMPARE(difference.before,
             (QJsonObject{{QStringLiteral("b"), 2},
                          {QStringLiteral("o"),
                           QJsonObject{{QStringLiteral("y"), 2}, {QStringLiteral("z"), QJsonValue::Null}}}}));
    QCOMPARE(difference.after, (QJsonObject{{QStringLiteral("b"), 3},
                                            {QStringLiteral("o"), QJsonObject{{QStringLiteral("y"), QJsonValue::Null},
                                                                              {QStringLiteral("z"), 5}}}}));
    QVERIFY(merge::difference(before, before, before.keys()).isEmpty());
}

void TestServicesRules::checksFields()
{
    const Timestamp now = *Timestamp::fromRfc3339(QStringLiteral("2026-11-21T10:00:00Z"));
    NewCustomer customer;
    customer.givenName = QStringLiteral("   ");
    customer.familyName = QString(101, u'x');
    customer.email = QStringLiteral("no address");
    customer.birthDate = QDate(2026, 12, 24);
    customer.address.country = QStringLiteral("XQ");
    customer.address.city = QStringLiteral("a\nb");
    customer.phone = QString(QChar(u'\0'));
    customer.locale = QStringLiteral("tlh");
    FieldChecks checks(QStringLiteral("/customer"));
    check(checks, customer, now);
    const Outcome outcome = checks.finish();
    QVERIFY(!outcome);
    QStringList found;
    for (const FieldError &error : outcome.error().errors)
        found.append(error.pointer + u' ' + toString(error.code));
    found.sort();
    QCOMPARE(
        found,
        (QStringList{QStringLiteral("/customer/address/city control_characters"),
                     QStringLiteral("/customer/address/country invalid_format"),
                     QStringLiteral("/customer/birth_date out_of_range"),
                     QStringLiteral("/customer/email invalid_format"), QStringLiteral("/customer/family_name too_long"),
                     QStringLiteral("/customer/given_name required"), QStringLiteral("/customer/locale not_allowed"),
                     QStringLiteral("/customer/phone control_characters")}));

    NewIncident incident;
    incident.subject = QStringLiteral("s");
    incident.description = QStringLiteral("d");
    incident.tags = {QStringLiteral("Router"), QStringLiteral("router"), QStringLiteral(" alfa ")};
    incident.customFields = {
        {QStringLiteral("a/b"), QJsonObject()}, {QStringLiteral("n"), QJsonValue::Null}, {QStringLiteral("ok"), 3}};
    FieldChecks second;
    check(second, incident);
    QCOMPARE(incident.tags, (QStringList{QStringLiteral("alfa"), QStringLiteral("router")}));
    const Outcome refused = second.finish();
    QVERIFY(!refused);
    QCOMPARE(refused.error().errors.size(), 2);
    QCOMPARE(refused.error().errors.at(0).pointer, QStringLiteral("/custom_fields/a~1b"));
    QCOMPARE(refused.error().errors.at(1).pointer, QStringLiteral("/custom_fields/n"));
}

QTEST_GUILESS_MAIN(TestServicesRules)
#include "test_services_rules.moc"

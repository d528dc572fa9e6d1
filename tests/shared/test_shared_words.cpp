// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "model/searchquery.h"
#include "protocol/describe.h"
#include "support/words.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QXmlStreamReader>

using namespace mostrador;

namespace {

const Catalogue &spanish()
{
    static const Catalogue words(QStringLiteral("es"), {QStringLiteral("shared")});
    return words;
}

const Catalogue &english()
{
    static const Catalogue words(QStringLiteral("en"), {QStringLiteral("shared")});
    return words;
}

} // namespace

class TestSharedWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void languages_data();
    void languages();
    void catalogues();
    void plurals();
    void everyFieldErrorHasASentence();
    void everyProblemHasASentence();
    void everyQueryMistakeHasASentence();
    void everyNameIsThere();
    void fieldNames();
    void dateTimes();
    void missingCatalogueIsSaid();
    void cataloguesAreComplete_data();
    void cataloguesAreComplete();
};

void TestSharedWords::languages_data()
{
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("language");
    const auto row = [](const char *header, const char *language) {
        QTest::newRow(*header ? header : "empty") << QString::fromUtf8(header) << QString::fromLatin1(language);
    };
    row("", "es");
    row("es", "es");
    row("en", "en");
    row("EN-gb", "en");
    row("es-MX,es;q=0.9,en;q=0.8", "es");
    row("en-US,en;q=0.9,es;q=0.8", "en");
    row("fr,en;q=0.5,es;q=0.4", "en");
    row("fr,de", "es");
    row("en;q=0.3,es;q=0.7", "es");
    row("es;q=0.3, en;q=0.7", "en");
    row("es;q=0, en;q=0.1", "en");
    row("es;q=0", "es"); // nothing acceptable: the default
    row("es;q=0,*", "en");
    row("en,*;q=0.1", "en");
    row("*", "es");
    row("*;q=0.9, en;q=0.2", "es");
    row("en, es", "en");
    row("es, en", "es");
    row("en ; q=0.5 , es ; q=0.6", "es");
    row("en;Q=0.5,es;q=0.4", "en");
    row("en;q=2,es;q=0.1", "es"); // no such weight: the range does not count
    row("en;q=0.1234,es;q=0.1", "es");
    row("en;q=,es;q=0.1", "es");
    row("english", "es");
    row("e", "es");
    row(",,,;;q=,", "es");
    row("en;level=1;q=0.5,es;q=0.1", "en");
    QTest::newRow("endless") << QStringLiteral("x,").repeated(1'000'000) + QStringLiteral("en") << QStringLiteral("es");
    QTest::newRow("garbage") << QString(QChar(0)) + QStringLiteral("\uFFFF;q=\u0661") << QStringLiteral("es");
}

void TestSharedWords::languages()
{
    QFETCH(QString, header);
    QFETCH(QString, language);
    QCOMPARE(languageFor(header), language);
}

void TestSharedWords::catalogues()
{
    QCOMPARE(supportedLanguages(), (QStringList{QStringLiteral("es"), QStringLiteral("en")}));
    QVERIFY(isSupportedLanguage(QStringLiteral("en")));
    QVERIFY(!isSupportedLanguage(QStringLiteral("EN")));
    QVERIFY(!isSupportedLanguage(QString()));
    QCOMPARE(spanish().language(), QStringLiteral("es"));
    QCOMPARE(english().language(), QStringLiteral("en"));
    QCOMPARE(spanish().text("Field", "Given name"), QStringLiteral("Nombre"));
    QCOMPARE(english().text("Field", "Given name"), QStringLiteral("Given name"));
    QCOMPARE(spanish().text("Field", "no such text"), QStringLiteral("no such text"));
}

void TestSharedWords::plurals()
{
    const auto error = [](int max) {
        return FieldError{QStringLiteral("/a"), FieldErrorCode::TooLong, {{QStringLiteral("max"), max}}};
    };
    QCOMPARE(words::describe(error(1), english()), QStringLiteral("Enter at most 1 character."));
    QCOMPARE(words::describe(error(200), english()), QStringLiteral("Enter at most 200 characters."));
    QCOMPARE(words::describe(error(1), spanish()), QStringLiteral("Escriba como máximo 1 carácter."));
    QCOMPARE(words::describe(error(100000), spanish()), QStringLiteral("Escriba como máximo 100.000 caracteres."));
}

void TestSharedWords::everyFieldErrorHasASentence()
{
    for (int i = 0; i <= static_cast<int>(FieldErrorCode::UnknownPlaceholder); ++i) {
        const FieldError error{QStringLiteral("/a"),
                               static_cast<FieldErrorCode>(i),
                               {{QStringLiteral("min"), 1}, {QStringLiteral("max"), 9}}};
        const QString es = words::describe(error, spanish());
        const QString en = words::describe(error, english());
        QVERIFY2(es.endsWith(QLatin1Char('.')) && en.endsWith(QLatin1Char('.')), qPrintable(en));
        QVERIFY2(es != en, qPrintable(es));
        QVERIFY(!es.contains(QLatin1Char('%')) && !en.contains(QLatin1Char('%')));
    }
    for (const char *expected : {"email", "date", "rfc3339", "reference", "country", "id", "unicode"}) {
        const FieldError error{QStringLiteral("/a"),
                               FieldErrorCode::InvalidFormat,
                               {{QStringLiteral("expected"), QString::fromLatin1(expected)}}};
        QVERIFY(words::describe(error, english()) !=
                words::describe({{}, FieldErrorCode::InvalidFormat, {}}, english()));
    }
    QCOMPARE(words::describe({QStringLiteral("/a"),
                              FieldErrorCode::OutOfRange,
                              {{QStringLiteral("min"), 1}, {QStringLiteral("max"), 1000}}},
                             spanish()),
             QStringLiteral("Escriba un número entre 1 y 1000."));
}

void TestSharedWords::everyProblemHasASentence()
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::HttpVersionNotSupported); ++i) {
        Problem problem;
        problem.code = static_cast<ErrorCode>(i);
        problem.detail = QStringLiteral("for developers");
        const QString es = words::describe(problem, spanish());
        QVERIFY2(es.endsWith(QLatin1Char('.')), qPrintable(es));
        QVERIFY(es != words::describe(problem, english()));
        QVERIFY(!es.contains(problem.detail));
    }
}

void TestSharedWords::everyQueryMistakeHasASentence()
{
    const QStringList sources{QStringLiteral("foo:x"),
                              QStringLiteral("status:"),
                              QStringLiteral("status:x"),
                              QStringLiteral("created:x"),
                              QStringLiteral("status>open"),
                              QStringLiteral("priority>low,high"),
                              QStringLiteral("\""),
                              QStringLiteral("(a"),
                              QStringLiteral("a)"),
                              QStringLiteral("or"),
                              QString(2000, QLatin1Char('x')),
                              QStringLiteral("x ").repeated(100),
                              QString(50, QLatin1Char('(')),
                              QString(QChar(7))};
    const QString general = words::describe({QStringLiteral("q"), FieldErrorCode::Syntax, {}}, spanish());
    QStringList seen;
    for (const QString &source : sources) {
        const auto query = searchquery::parse(source);
        QVERIFY2(!query, qPrintable(source));
        const QString sentence = words::describe(query.error().errors.first(), spanish());
        QVERIFY2(sentence != general && !seen.contains(sentence), qPrintable(source + sentence));
        QVERIFY(sentence != words::describe(query.error().errors.first(), english()));
        seen.append(sentence);
        QCOMPARE(words::describe(query.error(), spanish()), QStringLiteral("La búsqueda tiene un error. ") + sentence);
    }
}

void TestSharedWords::everyNameIsThere()
{
    QStringList names;
    const auto take = [&names](const QString &es, const QString &en) {
        QVERIFY(!es.isEmpty() && !en.isEmpty());
        names.append(es);
    };
    for (const IncidentStatus status : allIncidentStatuses()) {
        take(words::name(status, spanish()), words::name(status, english()));
        take(words::plainStatus(status, spanish()), words::plainStatus(status, english()));
    }
    for (const auto priority : {Priority::Low, Priority::Medium, Priority::High, Priority::Critical})
        take(words::name(priority, spanish()), words::name(priority, english()));
    for (int i = 0; i < 3; ++i) {
        take(words::name(static_cast<Impact>(i), spanish()), words::name(static_cast<Impact>(i), english()));
        take(words::name(static_cast<Urgency>(i), spanish()), words::name(static_cast<Urgency>(i), english()));
    }
    for (int i = 0; i <= static_cast<int>(Channel::Import); ++i)
        take(words::name(static_cast<Channel>(i), spanish()), words::name(static_cast<Channel>(i), english()));
    for (const auto role : {Role::Agent, Role::Lead, Role::Admin, Role::Auditor})
        take(words::name(role, spanish()), words::name(role, english()));
    for (int i = 0; i <= static_cast<int>(EventKind::PriorityTableChanged); ++i)
        take(words::name(static_cast<EventKind>(i), spanish()), words::name(static_cast<EventKind>(i), english()));
    QCOMPARE(words::plainStatus(IncidentStatus::WaitingCustomer, spanish()), QStringLiteral("Esperamos su respuesta"));
    QCOMPARE(words::plainStatus(IncidentStatus::WaitingCustomer, english()),
             QStringLiteral("We are waiting for your answer"));
    QCOMPARE(words::name(Priority::High, spanish()), QStringLiteral("Alta"));
    QCOMPARE(words::name(Impact::High, spanish()), QStringLiteral("Alto"));
}

void TestSharedWords::fieldNames()
{
    QCOMPARE(words::fieldName(QStringLiteral("/given_name"), english()), QStringLiteral("Given name"));
    QCOMPARE(words::fieldName(QStringLiteral("/customer/address/postal_code"), spanish()),
             QStringLiteral("Código postal"));
    QCOMPARE(words::fieldName(QStringLiteral("/tags/3"), english()), QStringLiteral("Tags"));
    QCOMPARE(words::fieldName(QStringLiteral("email"), spanish()), QStringLiteral("Correo electrónico"));
    QCOMPARE(words::fieldName(QStringLiteral("/unheard_of"), spanish()), QStringLiteral("unheard_of"));
    QCOMPARE(words::fieldName(QString(), spanish()), QString());
}

void TestSharedWords::dateTimes()
{
    const Timestamp at = *Timestamp::fromRfc3339(QStringLiteral("2026-11-21T09:05:00Z"));
    const QTimeZone madrid("Europe/Madrid");
    QVERIFY(madrid.isValid());
    QCOMPARE(words::dateTime(at, madrid, english()), QStringLiteral("21 November 2026, 10:05"));
    QCOMPARE(words::dateTime(at, madrid, spanish()), QStringLiteral("21 de noviembre de 2026, 10:05"));
    QCOMPARE(words::dateTime(at, QTimeZone::utc(), spanish()), QStringLiteral("21 de noviembre de 2026, 9:05"));
}

void TestSharedWords::missingCatalogueIsSaid()
{
    QTest::ignoreMessage(QtWarningMsg, "Words: there is no catalogue :/translations/nothing_es.qm");
    const Catalogue words(QStringLiteral("es"), {QStringLiteral("nothing")});
    QCOMPARE(words.text("Field", "Name"), QStringLiteral("Name"));
}

void TestSharedWords::cataloguesAreComplete_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/translations"));
    const QStringList files = folder.entryList({QStringLiteral("*.ts")});
    QVERIFY(files.contains(QStringLiteral("shared_es.ts")));
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << folder.filePath(file);
}

void TestSharedWords::cataloguesAreComplete()
{
    QFETCH(QString, file);
    QFile ts(file);
    QVERIFY(ts.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&ts);
    QString source;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == QLatin1String("translation")) {
            const QString type = xml.attributes().value(QLatin1String("type")).toString();
            QVERIFY2(type != QLatin1String("unfinished"), qPrintable(source));
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(messages > 0);
}

QTEST_GUILESS_MAIN(TestSharedWords)
#include "test_shared_words.moc"

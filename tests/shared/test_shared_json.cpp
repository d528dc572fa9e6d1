// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "protocol/jsonreader.h"
#include "testfiles.h"

#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace mostrador;

namespace {

QJsonObject objectOf(const char *json)
{
    const auto read = parseJsonObject(QByteArray(json));
    return read ? *read : QJsonObject();
}

} // namespace

/// The JSON reader's rules, and problems on the wire.
class TestSharedJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void textRules_data();
    void textRules();
    void collectsEveryFault();
    void wrongTypes_data();
    void wrongTypes();
    void integers();
    void absentAndNull();
    void emails_data();
    void emails();
    void folding();
    void problemCodes();
    void problemRoundTrip();
    void problemFromAStranger();
};

void TestSharedJson::parses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const QByteArray &body, bool good) { QTest::newRow(name) << body << good; };
    const auto nested = [](int levels) {
        return QByteArray("{\"a\":") + QByteArray(levels - 1, '[') + QByteArray(levels - 1, ']') + "}";
    };
    row("empty object", "{}", true);
    row("space around", " \n{\"a\": 1}\t", true);
    row("as deep as allowed", nested(limits::jsonDepth), true);
    row("too deep", nested(limits::jsonDepth + 1), false);
    row("absurdly deep", nested(500'000), false);
    row("brackets in a text are no levels", "{\"a\":\"" + QByteArray(1000, '[') + "\"}", true);
    row("doubled name", "{\"a\":1,\"a\":1}", false);
    row("doubled name, one escaped", "{\"a\":1,\"\\u0061\":2}", false);
    row("doubled name below", "{\"x\":[{\"a\":1,\"b\":{\"a\":2},\"a\":3}]}", false);
    row("same name in different objects", "{\"a\":{\"a\":1},\"b\":{\"a\":[{\"a\":1},{\"a\":2}]}}", true);
    row("a value like a name", "{\"a\":\"b\",\"b\":\"a\",\"c\":[\"a\",\"a\"]}", true);
    row("escaped quotes", "{\"a\\\"\":\"\\\\\",\"b\":\"\\\"\"}", true);
    row("empty", "", false);
    row("array", "[]", false);
    row("text", "\"a\"", false);
    row("null", "null", false);
    row("unfinished", "{\"a\":1", false);
    row("two", "{}{}", false);
    row("trailing comma", "{\"a\":1,}", false);
    row("comment", "{/*x*/}", false);
    row("not UTF-8", "{\"a\":\"\xff\"}", false);
    row("overlong UTF-8", "{\"a\":\"\xc0\xaf\"}", false);
    row("raw NUL", QByteArray("{\"a\":\"\0\"}", 9), false);
    row("single quotes", "{'a':1}", false);
}

void TestSharedJson::parses()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, good);
    const auto read = parseJsonObject(body);
    QCOMPARE(read.ok(), good);
    if (!good)
        COMPARE_ENUM(read.error().code, ErrorCode::MalformedJson);
}

void TestSharedJson::textRules_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("multiline");
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("fault");
    const auto good = [](const char *name, const QString &text, bool multiline, const QString &result) {
        QTest::newRow(name) << text << multiline << result << QString();
    };
    const auto bad = [](const char *name, const QString &text, bool multiline, const char *fault) {
        QTest::newRow(name) << text << multiline << QString() << QString::fromLatin1(fault);
    };
    good("plain", QStringLiteral("abc"), false, QStringLiteral("abc"));
    good("trimmed", QStringLiteral(" \tabc\n "), false, QStringLiteral("abc"));
    good("lines", QStringLiteral("a\r\nb\rc\nd\te"), true, QStringLiteral("a\nb\nc\nd\te"));
    good("ten astral characters", QStringLiteral("\U0001F600").repeated(10), false,
         QStringLiteral("\U0001F600").repeated(10));
    good("combining marks stay as they are", QStringLiteral("e\u0301"), false, QStringLiteral("e\u0301"));
    good("byte order mark", QStringLiteral("\uFEFF \uFEFFa\uFEFF"), false, QStringLiteral("a\uFEFF"));
    bad("eleven astral characters", QStringLiteral("\U0001F600").repeated(11), false, "too_long");
    bad("too long", QStringLiteral("abcdefghijk"), false, "too_long");
    bad("blank", QStringLiteral(" \t "), false, "required");
    bad("blank lines", QStringLiteral("\n\n"), true, "required");
    bad("empty", QString(), false, "required");
    bad("line feed in one line", QStringLiteral("a\nb"), false, "control_characters");
    bad("tab in one line", QStringLiteral("a\tb"), false, "control_characters");
    bad("NUL", QStringLiteral("a\u0000b"), true, "control_characters");
    bad("escape", QStringLiteral("a\u001Bb"), true, "control_characters");
    bad("delete", QStringLiteral("a\u007Fb"), true, "control_characters");
    bad("C1", QStringLiteral("a\u0085b"), true, "control_characters");
    bad("lone high surrogate", QStringLiteral("a") + QChar(0xd800), true, "invalid_format");
    bad("lone low surrogate", QChar(0xdc00) + QStringLiteral("a"), true, "invalid_format");
    bad("swapped surrogates", QString(QChar(0xdc00)) + QChar(0xd800), true, "invalid_format");
}

void TestSharedJson::textRules()
{
    QFETCH(QString, text);
    QFETCH(bool, multiline);
    QFETCH(QString, result);
    QFETCH(QString, fault);
    const auto checked = checkText(text, QStringLiteral("/a"), {.max = 10, .required = true, .multiline = multiline});
    QCOMPARE(checked.ok(), fault.isEmpty());
    if (checked) {
        QCOMPARE(*checked, result);
    } else {
        QCOMPARE(toString(checked.error().code), fault);
        QCOMPARE(checked.error().pointer, QStringLiteral("/a"));
    }
}

void TestSharedJson::collectsEveryFault()
{
    JsonReader in(
        objectOf(R"({"short": "ab", "long": "abcdef", "number": "1", "a/b~c": 1, "list": ["x", 2, "toolong"]})"),
        QStringLiteral("/outer"));
    QString text = QStringLiteral("untouched");
    QStringList list{QStringLiteral("untouched")};
    qint64 number = 42;
    QVERIFY(!in.text(QStringLiteral("short"), text, {.max = 5, .min = 3}));
    QVERIFY(!in.text(QStringLiteral("long"), text, {.max = 5}));
    QVERIFY(!in.text(QStringLiteral("missing"), text, {.max = 5, .required = true}));
    QVERIFY(!in.integer(QStringLiteral("number"), number, 0, 9));
    QVERIFY(!in.textList(QStringLiteral("list"), list, {.max = 3}, 5));
    QCOMPARE(text, QStringLiteral("untouched"));
    QCOMPARE(list, QStringList{QStringLiteral("untouched")});
    QCOMPARE(number, 42);
    const auto problem = in.finish();
    QVERIFY(problem);
    COMPARE_ENUM(problem->code, ErrorCode::ValidationFailed);
    QStringList faults;
    for (const FieldError &error : problem->errors)
        faults.append(error.pointer + QLatin1Char(' ') + toString(error.code));
    QCOMPARE(faults, (QStringList{QStringLiteral("/outer/short too_short"), QStringLiteral("/outer/long too_long"),
                                  QStringLiteral("/outer/missing required"), QStringLiteral("/outer/number wrong_type"),
                                  QStringLiteral("/outer/list/1 wrong_type"), QStringLiteral("/outer/list/2 too_long"),
                                  QStringLiteral("/outer/a~1b~0c unknown_field")}));
}

void TestSharedJson::wrongTypes_data()
{
    QTest::addColumn<QString>("reader");
    QTest::addColumn<QJsonValue>("value");
    const QList<QPair<QString, QJsonValue>> values{
        {QStringLiteral("text"), QJsonValue(QStringLiteral("x"))},
        {QStringLiteral("number"), QJsonValue(1.5)},
        {QStringLiteral("true"), QJsonValue(true)},
        {QStringLiteral("array"), QJsonValue(QJsonArray{1})},
        {QStringLiteral("object"), QJsonValue(QJsonObject{{QStringLiteral("a"), 1}})},
    };
    const QHash<QString, QString> suits{{QStringLiteral("text"), QStringLiteral("text")},
                                        {QStringLiteral("boolean"), QStringLiteral("true")},
                                        {QStringLiteral("array"), QStringLiteral("array")},
                                        {QStringLiteral("object"), QStringLiteral("object")}};
    for (const char *reader :
         {"text", "boolean", "integer", "date", "timestamp", "object", "array", "id", "textList"}) {
        const QString name = QString::fromLatin1(reader);
        for (const auto &[kind, value] : values) {
            const bool other =
                (name == QLatin1String("date") || name == QLatin1String("timestamp") || name == QLatin1String("id")) &&
                kind == QLatin1String("text");
            const bool list = name == QLatin1String("textList") && kind == QLatin1String("array");
            if (suits.value(name) != kind && !other && !list)
                QTest::addRow("%s from %s", reader, qPrintable(kind)) << name << value;
        }
    }
}

void TestSharedJson::wrongTypes()
{
    QFETCH(QString, reader);
    QFETCH(QJsonValue, value);
    const QString name = QStringLiteral("a");
    JsonReader in(QJsonObject{{name, value}});
    QString text;
    bool boolean = false;
    qint64 integer = 0;
    std::optional<QDate> date;
    std::optional<Timestamp> timestamp;
    QJsonObject object;
    QJsonArray array;
    QStringList list;
    std::optional<TeamId> id;
    const QHash<QString, std::function<bool()>> readers{
        {QStringLiteral("text"), [&] { return in.text(name, text, {.max = 5}); }},
        {QStringLiteral("boolean"), [&] { return in.boolean(name, boolean); }},
        {QStringLiteral("integer"), [&] { return in.integer(name, integer, 0, 9); }},
        {QStringLiteral("date"), [&] { return in.date(name, date); }},
        {QStringLiteral("timestamp"), [&] { return in.timestamp(name, timestamp); }},
        {QStringLiteral("object"), [&] { return in.object(name, object); }},
        {QStringLiteral("array"), [&] { return in.array(name, array, 9); }},
        {QStringLiteral("textList"), [&] { return in.textList(name, list, {.max = 5}, 9); }},
        {QStringLiteral("id"), [&] { return in.id(name, id); }},
    };
    QVERIFY(!readers.value(reader)());
    const auto problem = in.finish();
    QVERIFY(problem);
    QCOMPARE(problem->errors.size(), 1);
    QCOMPARE(problem->errors.first().pointer, QStringLiteral("/a"));
    COMPARE_ENUM(problem->errors.first().code, FieldErrorCode::WrongType);
}

void TestSharedJson::integers()
{
    const auto read = [](const char *json) {
        JsonReader in(objectOf(json));
        qint64 out = -1;
        in.integer(QStringLiteral("a"), out, 0, 9007199254740993);
        const auto errors = in.errors();
        return errors.isEmpty() ? QString::number(out) : toString(errors.first().code);
    };
    QCOMPARE(read("{\"a\": 0}"), QStringLiteral("0"));
    QCOMPARE(read("{\"a\": 9007199254740993}"), QStringLiteral("9007199254740993"));
    QCOMPARE(read("{\"a\": 1e3}"), QStringLiteral("1000"));
    QCOMPARE(read("{\"a\": 1.5}"), QStringLiteral("wrong_type"));
    QCOMPARE(read("{\"a\": -1}"), QStringLiteral("out_of_range"));
    QCOMPARE(read("{\"a\": 9007199254740994}"), QStringLiteral("out_of_range"));
    QCOMPARE(read("{\"a\": 1e300}"), QStringLiteral("wrong_type"));
}

void TestSharedJson::absentAndNull()
{
    JsonReader in(objectOf(R"({"text": null, "id": null, "needed": null})"));
    QString text;
    std::optional<TeamId> id;
    QVERIFY(in.has(QStringLiteral("text")) && in.isNull(QStringLiteral("text")));
    QVERIFY(!in.has(QStringLiteral("absent")) && !in.isNull(QStringLiteral("absent")));
    QVERIFY(!in.text(QStringLiteral("absent"), text, {.max = 5}));
    QVERIFY(!in.id(QStringLiteral("id"), id)); // what may be absent may be null
    QVERIFY(in.errors().size() == 2);          // the two not asked for yet
    QVERIFY(!in.text(QStringLiteral("text"), text, {.max = 5}));
    QVERIFY(!in.text(QStringLiteral("needed"), text, {.max = 5, .required = true}));
    const auto errors = in.errors();
    QCOMPARE(errors.size(), 2);
    COMPARE_ENUM(errors.at(0).code, FieldErrorCode::WrongType);
    COMPARE_ENUM(errors.at(1).code, FieldErrorCode::Required);
}

void TestSharedJson::emails_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("clean");
    const auto good = [](const char *text) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(text);
    };
    const auto bad = [](const char *text) { QTest::newRow(text) << QString::fromUtf8(text) << QString(); };
    good("ana@example.com");
    good("Ana.Perez+tag@sub.example.co.uk");
    good("a@b");
    good("o'brien@example.com");
    good("!#$%&'*+/=?^_`{|}~-@example.com");
    QTest::newRow("space around") << QStringLiteral("  ana@example.com\n") << QStringLiteral("ana@example.com");
    bad("@example.com");
    bad("ana");
    bad("ana@");
    bad("ana@@example.com");
    bad("ana@example..com");
    bad("ana@-example.com");
    bad("ana@example-.com");
    bad("ana@example.com.");
    bad("ana perez@example.com");
    bad("ana@example.com\nBcc: all@example.com");
    bad("\"ana\"@example.com");
    bad("Ana <ana@example.com>");
    bad("aña@example.com");
    QTest::newRow("label of 64") << QStringLiteral("a@") + QString(64, QLatin1Char('b')) << QString();
    const QString longest = QString(limits::email - 12, QLatin1Char('a')) + QStringLiteral("@example.com");
    QTest::newRow("longest") << longest << longest;
    QTest::newRow("too long") << QLatin1Char('a') + longest << QString();
}

void TestSharedJson::emails()
{
    QFETCH(QString, text);
    QFETCH(QString, clean);
    QCOMPARE(cleanEmail(text).value_or(QString()), clean);
}

void TestSharedJson::folding()
{
    QCOMPARE(foldForUniqueness(QStringLiteral("Ana@EXAMPLE.com")), QStringLiteral("ana@example.com"));
    QCOMPARE(foldForUniqueness(QStringLiteral("STRASSE")), foldForUniqueness(QStringLiteral("straße")));
    QCOMPARE(foldForUniqueness(QStringLiteral("ＲＯＵＴＥＲ")), QStringLiteral("router"));
    QCOMPARE(foldForUniqueness(QStringLiteral("e\u0301")), foldForUniqueness(QStringLiteral("É")));
    QVERIFY(foldForUniqueness(QStringLiteral("peña")) != foldForUniqueness(QStringLiteral("pena")));
    for (const char *text : {"İstanbul", "ΣΊΣΥΦΟΣ", "ǅ", "ﬁ", "ẞ"}) {
        const QString once = foldForUniqueness(QString::fromUtf8(text));
        QCOMPARE(foldForUniqueness(once), once);
    }
}

void TestSharedJson::problemCodes()
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(ErrorCode::HttpVersionNotSupported); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        const QString name = toString(code);
        QVERIFY(!name.isEmpty() && !names.contains(name));
        names.append(name);
        QCOMPARE(errorCodeFromString(name), std::optional(code));
        QVERIFY(httpStatus(code) >= 400 && httpStatus(code) <= 505);
    }
    QCOMPARE(errorCodeFromString(QStringLiteral("no_such")), std::nullopt);
    QCOMPARE(httpStatus(ErrorCode::ValidationFailed), 422);
    QCOMPARE(httpStatus(ErrorCode::EditConflict), 412);
    QCOMPARE(httpStatus(ErrorCode::ResyncRequired), 410);
    for (int i = 0; i <= static_cast<int>(FieldErrorCode::Syntax); ++i) {
        const auto code = static_cast<FieldErrorCode>(i);
        QCOMPARE(fieldErrorCodeFromString(toString(code)), std::optional(code));
    }
}

void TestSharedJson::problemRoundTrip()
{
    Problem problem =
        Problem::validation({{QStringLiteral("/email"), FieldErrorCode::TooLong, {{QStringLiteral("max"), 254}}},
                             {QStringLiteral("/name"), FieldErrorCode::Required, {}}});
    problem.detail = QStringLiteral("two faults");
    problem.cause = QStringLiteral("secret of the log");
    problem.extensions = {{QStringLiteral("conflicts"), QJsonArray{1, 2}}};
    const QJsonObject json = problem.toJson(QStringLiteral("r-1"));
    QCOMPARE(json.value(QStringLiteral("type")).toString(), QStringLiteral("urn:mostrador:problem:validation_failed"));
    QCOMPARE(json.value(QStringLiteral("status")).toInt(), 422);
    QCOMPARE(json.value(QStringLiteral("code")).toString(), QStringLiteral("validation_failed"));
    QCOMPARE(json.value(QStringLiteral("request_id")).toString(), QStringLiteral("r-1"));
    QVERIFY(!json.value(QStringLiteral("title")).toString().isEmpty());
    QVERIFY(!QJsonDocument(json).toJson().contains("secret"));
    const Problem read = Problem::fromJson(json, 422);
    COMPARE_ENUM(read.code, problem.code);
    QCOMPARE(read.detail, problem.detail);
    QCOMPARE(read.errors, problem.errors);
    QCOMPARE(read.extensions, problem.extensions);
    // An extension cannot pass itself off as one of the standard members.
    problem.extensions = {{QStringLiteral("status"), 200}};
    QCOMPARE(problem.toJson().value(QStringLiteral("status")).toInt(), 422);
}

void TestSharedJson::problemFromAStranger()
{
    COMPARE_ENUM(Problem::fromJson({}, 502).code, ErrorCode::Internal);
    COMPARE_ENUM(Problem::fromJson({{QStringLiteral("code"), QStringLiteral("from_the_future")}}, 418).code,
                 ErrorCode::BadRequest);
    QCOMPARE(Problem::fromJson({{QStringLiteral("errors"), QStringLiteral("no list")}}, 400).errors.size(), 0);
}

QTEST_GUILESS_MAIN(TestSharedJson)
#include "test_shared_json.moc"

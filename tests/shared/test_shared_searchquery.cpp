// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/limits.h"
#include "model/searchcompletion.h"
#include "model/searchquery.h"
#include "testfiles.h"

#include <QJsonArray>
#include <QTest>

#include <random>

using namespace mostrador;
using namespace mostrador::searchquery;

namespace {

/// A tree as text for comparing: And(status:open, Text(x)).
QString shape(const Node &node)
{
    switch (node.kind) {
    case Node::Kind::Condition: {
        const char *const ops[] = {"=", "!=", "<", "<=", ">", ">="};
        return fieldName(node.condition.field) + QLatin1String(ops[static_cast<int>(node.condition.op)]) +
               node.condition.values.join(QLatin1Char('|'));
    }
    case Node::Kind::Text:
        return node.text.phrase ? QLatin1Char('"') + node.text.words + QLatin1Char('"') : node.text.words;
    case Node::Kind::Not:
        return QStringLiteral("not(%1)").arg(shape(*node.children.front()));
    case Node::Kind::And:
    case Node::Kind::Or: {
        QStringList parts;
        for (const NodePtr &child : node.children)
            parts.append(shape(*child));
        return (node.kind == Node::Kind::And ? QStringLiteral("and(%1)") : QStringLiteral("or(%1)"))
            .replace(QLatin1String("%1"), parts.join(QStringLiteral(", ")));
    }
    }
    return {};
}

QString shapeOf(const QString &source)
{
    const auto query = parse(source);
    return query ? shape(*query->root) : QStringLiteral("refused: ") + query.error().detail;
}

} // namespace

class TestSharedSearchQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fragmentsAreFound_data();
    void fragmentsAreFound();
    void meaning_data();
    void meaning();
    void mistakes_data();
    void mistakes();
    void places();
    void fields();
    void limitsHold();
    void canonical_data();
    void canonical();
    void builtByHand();
    void hostileStrings();
    void randomQueriesComeBack();
    void randomTextsAreHarmless();

private:
    void checkComesBack(const QString &source);
};

void TestSharedSearchQuery::meaning_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *source, const char *expected) {
        QTest::newRow(*source ? source : "empty") << QString::fromUtf8(source) << QString::fromUtf8(expected);
    };
    row("", "and()");
    row("  \t\n ", "and()");
    row("status:open", "status=open");
    row("STATUS=Open", "status=open");
    row("status:open,new,open", "status=open|new");
    row("status!=closed,merged", "status!=closed|merged");
    row("status:active", "status=active");
    row("priority>=high", "priority>=high");
    row("priority<Critical", "priority<critical");
    row("impact<=low", "impact<=low");
    row("urgency>medium", "urgency>medium");
    row("assignee:ME", "assignee=me");
    row("assignee:none", "assignee=none");
    row("assignee:ana@example.com", "assignee=ana@example.com");
    row("assignee:\"Ana Ruiz\",me", "assignee=Ana Ruiz|me");
    row("team:Mine", "team=mine");
    row("product:\"Router X\"", "product=Router X");
    row("product:\"say \\\"hi\\\" \\\\ \\n\"", "product=say \"hi\" \\ \\n");
    row("channel:email", "channel=email");
    row("language:es", "language=es");
    row("tag:Spam", "tag=spam");
    row("reference:inc-2026-000123", "reference=INC-2026-000123");
    row("order:A/1-2", "order=A/1-2");
    row("serial:x=y", "serial=x=y");
    row("created>2026-01-01", "created>2026-01-01");
    row("created:today", "created=today");
    row("updated<12H", "updated<12h");
    row("updated>=7d", "updated>=7d");
    row("created>2026-01-01T10:00:00+01:00", "created>2026-01-01T09:00:00.000Z");
    row("due:overdue", "due=overdue");
    row("due!=none", "due!=none");
    row("has:note,attachment", "has=note|attachment");
    row("subject:\"no funciona\"", "subject=no funciona");
    row("broken screen", "and(broken, screen)");
    row("\"broken screen\"", "\"broken screen\"");
    row("foo\"bar baz\"qux", "and(foo, \"bar baz\", qux)");
    row("12:30 c++ a.b@c", "and(12:30, c++, a.b@c)");
    row("hello! ¿qué?", "and(hello!, ¿qué?)");
    row("-tag:spam", "not(tag=spam)");
    row("--x", "not(not(x))");
    row("-(a b)", "not(and(a, b))");
    row("a -or", "and(a, not(or))");
    row("well-known -x-y", "and(well-known, not(x-y))");
    row("a or b", "or(a, b)");
    row("a OR b", "or(a, b)");
    row("a b or c d", "or(and(a, b), and(c, d))");
    row("a or b or c", "or(a, b, c)");
    row("a (b or c)", "and(a, or(b, c))");
    row("(a b) c", "and(a, b, c)");
    row("(a or b) or c", "or(a, b, c)");
    row("((a))", "a");
    row("( a )", "a");
    row("a(b)c", "and(a, b, c)");
    row("\"or\" order", "and(\"or\", order)");
    row("(a)or(b)", "or(a, b)");
    row("status:open assignee:me priority>=high created>2026-01-01 product:\"Router X\" \"broken screen\" -tag:spam",
        "and(status=open, assignee=me, priority>=high, created>2026-01-01, product=Router X, \"broken screen\", "
        "not(tag=spam))");
    QTest::newRow("no-break space separates") << QStringLiteral("a\u00a0b") << QStringLiteral("and(a, b)");
    QTest::newRow("astral") << QStringLiteral("\U0001F600 x") << QStringLiteral("and(\U0001F600, x)");
}

void TestSharedSearchQuery::meaning()
{
    QFETCH(QString, source);
    QFETCH(QString, expected);
    QCOMPARE(shapeOf(source), expected);
}

void TestSharedSearchQuery::mistakes_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("expected"); // one of what could stand there
    const auto row = [](const char *source, const char *id, int offset, int length, const char *expected = "") {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromLatin1(id) << offset << length
                              << QString::fromUtf8(expected);
    };
    row("foo:bar", "unknown_field", 0, 3, "status");
    row("a http://example.com", "unknown_field", 2, 4, "status");
    row("status:", "value_missing", 7, 0, "open");
    row("status: open", "value_missing", 7, 0, "open");
    row("status:open,", "value_missing", 12, 0);
    row("status:,open", "value_missing", 7, 0);
    row("status:open,,new", "value_missing", 12, 0);
    row("(status:)", "value_missing", 8, 0);
    row("product:\"\"", "value_missing", 8, 2);
    row("\"  \"", "value_missing", 0, 4);
    row("status:opne", "value_unknown", 7, 4, "open");
    row("status:open,\"opne\"", "value_unknown", 12, 6, "open");
    row("a priority>hihg b", "value_unknown", 11, 4, "high");
    row("language:fr", "value_unknown", 9, 2, "es");
    row("has:everything", "value_unknown", 4, 10, "attachment");
    row("created>tomorow", "value_format", 8, 7, "7d");
    row("created>2026-02-30", "value_format", 8, 10);
    row("created>2026-1-1", "value_format", 8, 8);
    row("created>7m", "value_format", 8, 2);
    row("created>-7d", "value_format", 8, 3);
    row("due:sometime", "value_format", 4, 8, "overdue");
    row("reference:123", "value_format", 10, 3, "INC-2026-000123");
    row("status>open", "operator_unsuitable", 6, 1, ":");
    row("subject<=x", "operator_unsuitable", 7, 2, "!=");
    row("due<overdue", "operator_unsuitable", 4, 7, ":");
    row("priority>high,low", "several_values", 14, 3);
    row("say \"hello", "quote_open", 4, 6, "\"");
    row("\"", "quote_open", 0, 1);
    row("product:\"x\\\"", "quote_open", 8, 4);
    row("(a b", "parenthesis_open", 0, 1, ")");
    row("a (b (c) d", "parenthesis_open", 2, 1);
    row("a) b", "parenthesis_extra", 1, 1);
    row("a or b)", "parenthesis_extra", 6, 1);
    row(")", "condition_missing", 0, 1);
    row("()", "condition_missing", 1, 1);
    row("(", "condition_missing", 1, 0);
    row("a or", "condition_missing", 4, 0);
    row("or a", "condition_missing", 0, 2);
    row("a or or b", "condition_missing", 5, 2);
    row("(a or )", "condition_missing", 6, 1);
    row("a - b", "condition_missing", 3, 0);
    row("-", "condition_missing", 1, 0);
    row("(-)", "condition_missing", 2, 0);
    QTest::newRow("offsets count UTF-16 units")
        << QStringLiteral("\U0001F600 foo:x") << QStringLiteral("unknown_field") << 3 << 3 << QString();
    QTest::newRow("NUL") << QStringLiteral("ab\u0000c") << QStringLiteral("bad_character") << 2 << 1 << QString();
    QTest::newRow("in quotes") << QStringLiteral("\"a\u0007\"") << QStringLiteral("bad_character") << 2 << 1
                               << QString();
    QTest::newRow("lone surrogate") << QStringLiteral("a ") + QChar(0xd83d) << QStringLiteral("bad_character") << 2 << 1
                                    << QString();
}

void TestSharedSearchQuery::mistakes()
{
    QFETCH(QString, source);
    QFETCH(QString, id);
    QFETCH(int, offset);
    QFETCH(int, length);
    QFETCH(QString, expected);
    const auto query = parse(source);
    QVERIFY(!query);
    COMPARE_ENUM(query.error().code, ErrorCode::InvalidQuery);
    QCOMPARE(query.error().errors.size(), 1);
    const FieldError error = query.error().errors.first();
    QCOMPARE(error.pointer, QStringLiteral("q"));
    COMPARE_ENUM(error.code, FieldErrorCode::Syntax);
    QCOMPARE(error.params.value(QStringLiteral("message_id")).toString(), id);
    QCOMPARE(error.params.value(QStringLiteral("offset")).toInt(), offset);
    QCOMPARE(error.params.value(QStringLiteral("length")).toInt(), length);
    if (!expected.isEmpty())
        QVERIFY(error.params.value(QStringLiteral("expected")).toArray().contains(expected));
}

void TestSharedSearchQuery::places()
{
    const auto query = parse(QStringLiteral("  status:open,new  -\"broken screen\" word"));
    QVERIFY(query);
    QCOMPARE(query->source, QStringLiteral("  status:open,new  -\"broken screen\" word"));
    const auto &children = query->root->children;
    QCOMPARE(children.size(), std::size_t(3));
    QCOMPARE(children[0]->condition.offset, 2);
    QCOMPARE(children[0]->condition.length, 15);
    QCOMPARE(children[1]->children[0]->text.offset, 20);
    QCOMPARE(children[1]->children[0]->text.length, 15);
    QCOMPARE(children[2]->text.offset, 36);
    QCOMPARE(children[2]->text.length, 4);
}

void TestSharedSearchQuery::fields()
{
    QCOMPARE(fieldNames().size(), 22);
    for (const QString &name : fieldNames()) {
        const auto field = fieldFromName(name.toUpper());
        QVERIFY(field);
        QCOMPARE(fieldName(*field), name);
        // Every value offered is accepted.
        for (const QString &value : fixedValues(*field))
            QVERIFY2(parse(name + QLatin1Char(':') + value).ok(), qPrintable(name + value));
    }
    QVERIFY(fixedValues(Field::Status).contains(QStringLiteral("waiting_third_party")));
    QVERIFY(fixedValues(Field::Subject).isEmpty());
    QCOMPARE(fieldFromName(QStringLiteral("no_such")), std::nullopt);
}

void TestSharedSearchQuery::limitsHold()
{
    const auto idOf = [](const QString &source) {
        const auto query = parse(source);
        return query ? QString() : query.error().errors.first().params.value(QStringLiteral("message_id")).toString();
    };
    QCOMPARE(idOf(QString(limits::query, QLatin1Char('a'))), QString());
    QCOMPARE(idOf(QString(limits::query + 1, QLatin1Char('a'))), QStringLiteral("too_long"));
    QCOMPARE(idOf(QStringLiteral("\U0001F600").repeated(limits::query)), QString()); // code points, not units
    QCOMPARE(idOf(QStringLiteral("a ").repeated(limits::queryTerms)), QString());
    QCOMPARE(idOf(QStringLiteral("a ").repeated(limits::queryTerms + 1)), QStringLiteral("too_many_terms"));
    QStringList values;
    for (int i = 0; i < limits::queryTerms; ++i)
        values.append(QString::number(i));
    QCOMPARE(idOf(QStringLiteral("tag:") + values.join(QLatin1Char(','))), QString());
    QCOMPARE(idOf(QStringLiteral("tag:x,") + values.join(QLatin1Char(','))), QStringLiteral("too_many_terms"));
    const auto nested = [](int depth) {
        return QString(depth, QLatin1Char('(')) + QLatin1Char('a') + QString(depth, QLatin1Char(')'));
    };
    QCOMPARE(idOf(nested(limits::queryDepth)), QString());
    QCOMPARE(idOf(nested(limits::queryDepth + 1)), QStringLiteral("too_deep"));
    QCOMPARE(idOf(QString(limits::queryDepth + 1, QLatin1Char('-')) + QLatin1Char('a')), QStringLiteral("too_deep"));
    QCOMPARE(idOf(QString(500, QLatin1Char('('))), QStringLiteral("too_deep"));
    QCOMPARE(idOf(QString(10'000'000, QLatin1Char('('))), QStringLiteral("too_long"));
}

void TestSharedSearchQuery::canonical_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *source, const char *expected) {
        QTest::newRow(source) << QString::fromUtf8(source) << QString::fromUtf8(expected);
    };
    row("  STATUS=Open   x ", "status:open x");
    row("product:\"RouterX\"", "product:RouterX");
    row("product:\"Router X\"", "product:\"Router X\"");
    row("product:\"a,b\"", "product:\"a,b\"");
    row("product:\"a\\\\\\\"b\"", "product:\"a\\\\\\\"b\"");
    row("(a b) c", "a b c");
    row("a (b or c)", "a (b or c)");
    row("(a b) or c", "a b or c");
    row("-(a or b) -(c d)", "-(a or b) -(c d)");
    row("-(a)", "-a");
    row("-or --OR", "-or --OR");
    row("\"a\"", "\"a\"");
    row("(a or b) or -((c or d))", "a or b or -(c or d)");
}

void TestSharedSearchQuery::canonical()
{
    QFETCH(QString, source);
    QFETCH(QString, expected);
    QCOMPARE(toString(*parse(source)), expected);
    checkComesBack(source);
}

void TestSharedSearchQuery::builtByHand()
{
    // The console builds conditions too; what it builds can be read.
    const auto node = std::make_shared<Node>();
    node->kind = Node::Kind::Text;
    for (const char *words : {"or", "-x", "status:open", "two words", "\"", "(", "a\\\"b"}) {
        node->text = {QString::fromLatin1(words), false, 0, 0};
        const auto query = parse(toString({{}, node}));
        QVERIFY(query);
        QCOMPARE(query->root->text.words, QString::fromLatin1(words));
    }
    QCOMPARE(toString(Query()), QString());
}

void TestSharedSearchQuery::checkComesBack(const QString &source)
{
    const auto query = parse(source);
    if (!query) {
        const QJsonObject params = query.error().errors.first().params;
        const int offset = params.value(QStringLiteral("offset")).toInt(-1);
        const int length = params.value(QStringLiteral("length")).toInt(-1);
        QVERIFY(offset >= 0 && length >= 0 && offset + length <= source.size());
        return;
    }
    const QString canonical = toString(*query);
    const auto again = parse(canonical);
    // A canonical spelling may be longer than what may be typed, by escapes; nothing else may go wrong.
    if (!again && canonical.size() > limits::query)
        return;
    QVERIFY2(again.ok(), qPrintable(source + QStringLiteral(" -> ") + canonical));
    QCOMPARE(shape(*again->root), shape(*query->root));
    QCOMPARE(toString(*again), canonical);
}

void TestSharedSearchQuery::hostileStrings()
{
    const QStringList texts = test::hostileStrings();
    if (texts.isEmpty())
        QSKIP("hostile_strings.jsonl.gz is not there; set MOSTRADOR_TEST_DATA");
    for (const QString &text : texts) {
        checkComesBack(text);
        checkComesBack(QStringLiteral("subject:") + text);
        checkComesBack(QStringLiteral("(status:open or -") + text + QLatin1Char(')'));
        QString phrase = text;
        phrase.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('"'), QLatin1String("\\\""));
        const auto quoted = parse(QStringLiteral("customer:\"%1\"").arg(phrase));
        if (quoted)
            QCOMPARE(quoted->root->condition.values, QStringList{text});
    }
}

void TestSharedSearchQuery::randomQueriesComeBack()
{
    const QStringList parts{QStringLiteral("status:open"), QStringLiteral("-"),
                            QStringLiteral("("),           QStringLiteral(")"),
                            QStringLiteral(" "),           QStringLiteral(" or "),
                            QStringLiteral("\""),          QStringLiteral("word"),
                            QStringLiteral("\\"),          QStringLiteral("priority>=high"),
                            QStringLiteral("tag:a,b"),     QStringLiteral("\"two words\""),
                            QStringLiteral("created>7d"),  QStringLiteral(","),
                            QStringLiteral(" x "),         QStringLiteral("ñ"),
                            QStringLiteral("\U0001F600"),  QStringLiteral("product!=\"a b\"")};
    std::mt19937 random(20261121);
    int good = 0;
    for (int i = 0; i < 50'000; ++i) {
        QString source;
        const std::size_t count = random() % 12;
        for (std::size_t j = 0; j < count; ++j)
            source += parts.at(static_cast<qsizetype>(random() % static_cast<unsigned>(parts.size())));
        checkComesBack(source);
        if (QTest::currentTestFailed()) {
            qWarning("source: %s", qPrintable(source));
            return;
        }
        good += parse(source).ok() ? 1 : 0;
    }
    QVERIFY2(good > 5'000, qPrintable(QString::number(good))); // the property was not tested on refusals only
}

void TestSharedSearchQuery::randomTextsAreHarmless()
{
    std::mt19937 random(7);
    for (int i = 0; i < 50'000; ++i) {
        QString source;
        const std::size_t count = random() % 40;
        for (std::size_t j = 0; j < count; ++j)
            source += random() % 3 == 0 ? QChar(static_cast<char16_t>(random() & 0xffff))
                                        : QChar(static_cast<char16_t>(32 + random() % 95));
        checkComesBack(source);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestSharedSearchQuery::fragmentsAreFound_data()
{
    QTest::addColumn<QString>("query"); // the bar is the place
    QTest::addColumn<QString>("fragment");
    const auto row = [](const char *query, const char *fragment) {
        QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(fragment);
    };
    row("|", "- '' 0+0");
    row("rou|", "- 'rou' 0+3");
    row("rou|ter x", "- 'rou' 0+6");
    row("router |", "- '' 7+0");
    row("-(sta|", "- 'sta' 2+3");
    row("status:|", "status '' 7+0");
    row("status:op|en x", "status 'op' 7+4");
    row("status:open,wai|", "status 'wai' 12+3");
    row("priority>=h|", "priority 'h' 10+1");
    row("product:\"Router X|", "product 'Router X' 8+9");
    row("product:\"Rou|ter X\" y", "product 'Rou' 8+10");
    row("tag:\"a\\\"b|\"", "tag 'a\"b' 4+6");
    row("product:\"Router X\"|", "");
    row("\"in a phr|", "");
    row("\"a phrase\"|", "");
    row("\"a phrase\" wo|", "- 'wo' 11+2");
    row("colour:re|", "");
    row("stat|us:open", "- 'stat' 0+11");
    row("a,b|", "- 'a,b' 0+3");
    row("x\"y\"z|", "- 'z' 4+1");
}

void TestSharedSearchQuery::fragmentsAreFound()
{
    QFETCH(QString, query);
    QFETCH(QString, fragment);
    const qsizetype place = query.indexOf(u'|');
    const auto found = searchquery::fragmentAt(query.remove(place, 1), place);
    const QString told = !found ? QString()
                                : QStringLiteral("%1 '%2' %3+%4")
                                      .arg(found->field ? searchquery::fieldName(*found->field) : QStringLiteral("-"),
                                           found->text, QString::number(found->offset), QString::number(found->length));
    QCOMPARE(told, fragment);
    // Whatever stands there, and wherever: an answer within the text.
    for (qsizetype at = 0; at <= query.size(); ++at) {
        const auto any = searchquery::fragmentAt(query, at);
        QVERIFY(!any || (any->offset >= 0 && any->offset <= at && any->offset + any->length >= at &&
                         any->offset + any->length <= query.size()));
    }
    QVERIFY(!searchquery::fragmentAt(query, query.size() + 1) && !searchquery::fragmentAt(query, -1));
}

QTEST_GUILESS_MAIN(TestSharedSearchQuery)
#include "test_shared_searchquery.moc"

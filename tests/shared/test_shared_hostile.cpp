// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "codecsamples.h"
#include "slowbuild.h"
#include "testfiles.h"

#include <QRegularExpression>
#include <QTest>

using namespace mostrador;
using namespace mostrador::test;

/// The hostile strings of the sample data through the codecs.
class TestSharedHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileTexts_data();
    void hostileTexts();
    void hostileResponses();
    void hostileBodies();
};

void TestSharedHostile::hostileTexts_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QStringList>("path");
    for (const Input &input : inputs()) {
        const QJsonObject valid = validOf(input);
        for (const QStringList &path : pathsOf(valid)) {
            const QJsonValue value = valueAt(valid, path);
            if (value.isString() || path.last() == QLatin1String("tags") ||
                path.last() == QLatin1String("custom_fields"))
                QTest::addRow("%s /%s", input.name, qPrintable(path.join(QLatin1Char('/'))))
                    << QString::fromLatin1(input.name) << path;
        }
    }
}

/// Each hostile string either comes back exactly as it went in, but for the documented trimming and line ends, or is
/// refused with the field named.
void TestSharedHostile::hostileTexts()
{
    QFETCH(QString, input);
    QFETCH(QStringList, path);
    const QStringList texts = hostileStrings();
    MOSTRADOR_NEED_SAMPLES(texts);
    QVERIFY(texts.size() > 300);
    const QJsonObject valid = validOf(inputOf(input));
    const QString field = path.last();
    const bool inList = field == QLatin1String("tags");
    const bool inObject = field == QLatin1String("custom_fields");
    const QString pointer = QLatin1Char('/') + path.join(QLatin1Char('/')) +
                            (inList     ? QStringLiteral("/0")
                             : inObject ? QStringLiteral("/k")
                                        : QString());
    const QByteArray marker = "\"@@hostile@@\"";
    const QString markerText = QStringLiteral("@@hostile@@");
    const QJsonValue placed = inList     ? QJsonValue(QJsonArray{markerText})
                              : inObject ? QJsonValue(QJsonObject{{QStringLiteral("k"), markerText}})
                                         : QJsonValue(markerText);
    const QByteArray frame = QJsonDocument(withValue(valid, path, placed)).toJson(QJsonDocument::Compact);
    int accepted = 0;
    int tried = 0;
    // What administrators keep is read by the same functions as the rest: some of them are enough there.
    const bool like = QRegularExpression(QStringLiteral("View|Canned|Tag|CustomField")).match(input).hasMatch();
    for (qsizetype i = 0; i < texts.size(); i += (isSlowBuild ? 5 : 1) * (like ? 7 : 1)) {
        const QString &text = texts.at(i);
        ++tried;
        const auto json = parseJsonObject(QByteArray(frame).replace(marker, escaped(text)));
        QVERIFY(json);
        const auto back = inputOf(input).read(*json);
        if (!back) {
            COMPARE_ENUM(back.error().code, ErrorCode::ValidationFailed);
            QCOMPARE(back.error().errors.size(), 1);
            QCOMPARE(back.error().errors.first().pointer, pointer);
            continue;
        }
        ++accepted;
        QString expected = text;
        if (field == QLatin1String("body") || field == QLatin1String("description") ||
            field == QLatin1String("street") || path.first() == QLatin1String("help") || inObject)
            expected.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
        const bool verbatim = field == QLatin1String("body") || field == QLatin1String("password") ||
                              field == QLatin1String("query") ||
                              (field == QLatin1String("description") && input.startsWith(QLatin1String("NewIncident")));
        if (!verbatim)
            expected = expected.trimmed();
        if (expected.startsWith(QChar::ByteOrderMark))
            expected.remove(0, 1);
        if (inList || (field == QLatin1String("name") && input.contains(QLatin1String("Tag"))))
            expected = expected.toLower();
        if (field == QLatin1String("country"))
            expected = expected.toUpper();
        // The way back goes over the wire too.
        const QJsonValue got = valueAt(overTheWire(*back), path);
        const QString gotText = inList     ? got.toArray().first().toString()
                                : inObject ? got.toObject().value(QStringLiteral("k")).toString()
                                           : got.toString();
        QCOMPARE(gotText, expected);
    }
    // Fields of free text take nearly all of them.
    const QStringList narrow{QStringLiteral("email"),       QStringLiteral("locale"),     QStringLiteral("language"),
                             QStringLiteral("country"),     QStringLiteral("role"),       QStringLiteral("status"),
                             QStringLiteral("impact"),      QStringLiteral("urgency"),    QStringLiteral("priority"),
                             QStringLiteral("channel"),     QStringLiteral("password"),   QStringLiteral("phone"),
                             QStringLiteral("postal_code"), QStringLiteral("birth_date"), QStringLiteral("due_at"),
                             QStringLiteral("scope"),       QStringLiteral("colour"),     QStringLiteral("type"),
                             QStringLiteral("required"),    QStringLiteral("shortcut")};
    if (!narrow.contains(field) && !field.endsWith(QLatin1String("_id")) && field != QLatin1String("follow_up_of"))
        QVERIFY2(accepted > tried / 2, qPrintable(QString::number(accepted)));
}

void TestSharedHostile::hostileResponses()
{
    const QStringList texts = hostileStrings();
    MOSTRADOR_NEED_SAMPLES(texts);
    for (const QString &text : texts) {
        const auto clean = checkText(text, {}, {.max = 1'000'000, .multiline = true, .trim = false});
        if (!clean)
            continue;
        Incident incident = sampleIncident();
        incident.subject = incident.description = incident.orderNumber = incident.customerName = *clean;
        incident.tags = {*clean};
        incident.customFields = {{*clean, *clean}};
        QCOMPARE(*codec::incidentFromJson(overTheWire(codec::toJson(incident))), incident);
        Event event = sampleEvent();
        event.actorName = *clean;
        event.after = {{QStringLiteral("subject"), *clean}};
        QCOMPARE(*codec::eventFromJson(overTheWire(codec::toJson(event))), event);
    }
}

void TestSharedHostile::hostileBodies()
{
    // As bodies of their own they are refused or harmless, never fatal.
    for (const QString &text : hostileStrings()) {
        const auto read = parseJsonObject(text.toUtf8());
        if (!read)
            COMPARE_ENUM(read.error().code, ErrorCode::MalformedJson);
    }
}

QTEST_GUILESS_MAIN(TestSharedHostile)
#include "test_shared_hostile.moc"

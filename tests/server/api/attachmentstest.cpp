// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/contentdisposition.h"
#include "apifixture.h"

#include <QCryptographicHash>

using namespace mostrador;
using namespace mostrador::test;

/// Files over the API: in by form, out as a download that no browser runs.
class ApiAttachmentsTest : public ApiTest
{
    Q_OBJECT

public:
    using ApiTest::ApiTest;

private Q_SLOTS:
    void initTestCase();
    void bytesComeBackAsTheyWere_data();
    void bytesComeBackAsTheyWere();
    void downloadsAreSafe();
    void unchangedIsNotSentAgain();
    void belongToMessages();
    void tooLargeIsRefused();
    void wrongFormsNameTheField();
    void nobodyElsesFiles();
    void dispositions_data();
    void dispositions();

private:
    QString m_incident;
    QString files() const { return QStringLiteral("/incidents/%1/attachments").arg(m_incident); }
};

void ApiAttachmentsTest::initTestCase()
{
    ApiTest::initTestCase();
    if (ready())
        m_incident = api().openIncident().value(QStringLiteral("id")).toString();
}

void ApiAttachmentsTest::bytesComeBackAsTheyWere_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("mediaType");
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all.append(static_cast<char>(i));
    QTest::newRow("text") << QByteArray("plain text\n") << QStringLiteral("text/plain");
    QTest::newRow("every byte") << all << QString();
    QTest::newRow("line ends and dashes") << QByteArray("\r\n--\r\n\r\n--3f9c-mostrador\r\n") << QString();
    QTest::newRow("PNG")
        << QByteArray::fromBase64(
               "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
        << QStringLiteral("image/png");
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html><script>alert(1)</script></html>")
                          << QStringLiteral("text/html");
    QTest::newRow("several chunks") << all.repeated(1000) << QString();
}

void ApiAttachmentsTest::bytesComeBackAsTheyWere()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, mediaType);
    const Answer made = api().upload(files(), QStringLiteral("informe nº 1.png"), content, api().agent());
    QVERIFY_STATUS(made, 201);
    QCOMPARE(made.header("Location"), "/api/v1/attachments/" + made.id().toLatin1());
    QCOMPARE(made.text(QStringLiteral("file_name")), QStringLiteral("informe nº 1.png"));
    QCOMPARE(made.json().value(QStringLiteral("size")).toInteger(), content.size());
    const QByteArray hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    QCOMPARE(made.text(QStringLiteral("sha256")).toLatin1(), hash);
    // What it is, by its content: the name says something else.
    if (!mediaType.isEmpty())
        QCOMPARE(made.text(QStringLiteral("media_type")), mediaType);
    const Answer entry = api().get(QStringLiteral("/attachments/") + made.id(), api().auditor());
    QVERIFY_STATUS(entry, 200);
    QCOMPARE(entry.json(), made.json());
    const Answer bytes = api().get(QStringLiteral("/attachments/%1/content").arg(made.id()), api().auditor());
    QVERIFY_STATUS(bytes, 200);
    QVERIFY(bytes.body == content);
    QVERIFY(api().get(files(), api().agent()).items().contains(made.json()));
}

void ApiAttachmentsTest::downloadsAreSafe()
{
    const Answer made =
        api().upload(files(), QStringLiteral("página.html"), "<html><script>alert(1)</script></html>", api().agent());
    const Answer bytes = api().get(QStringLiteral("/attachments/%1/content").arg(made.id()), api().agent());
    QVERIFY_STATUS(bytes, 200);
    QCOMPARE(bytes.header("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(bytes.header("Content-Security-Policy"), QByteArray("default-src 'none'; sandbox"));
    QCOMPARE(bytes.header("Content-Disposition"),
             QByteArray("attachment; filename=\"p_gina.html\"; filename*=UTF-8''p%C3%A1gina.html"));
    QCOMPARE(bytes.header("Cache-Control"), QByteArray("private, no-cache"));
}

void ApiAttachmentsTest::unchangedIsNotSentAgain()
{
    const Answer made = api().upload(files(), QStringLiteral("a.txt"), "cached", api().agent());
    const QString path = QStringLiteral("/attachments/%1/content").arg(made.id());
    const QByteArray tag = '"' + made.text(QStringLiteral("sha256")).toLatin1() + '"';
    QCOMPARE(api().get(path, api().agent()).etag(), tag);
    for (const QByteArray &header : {tag, QByteArray("W/") + tag, QByteArray("\"x\", ") + tag, QByteArray("*")}) {
        const Answer answer = api().get(path, api().agent(), {{"If-None-Match", header}});
        QVERIFY_STATUS(answer, 304);
        QVERIFY(answer.body.isEmpty());
        QCOMPARE(answer.etag(), tag);
    }
    QVERIFY_STATUS(api().get(path, api().agent(), {{"If-None-Match", "\"other\""}}), 200);
    // Not even that it is unchanged is told to somebody unknown.
    QVERIFY_STATUS(api().get(path, {}, {{"If-None-Match", tag}}), 401);
}

void ApiAttachmentsTest::belongToMessages()
{
    const Answer file = api().upload(files(), QStringLiteral("a.txt"), "for a message", api().agent());
    const QJsonObject message{{QStringLiteral("body"), QStringLiteral("See the file")},
                              {QStringLiteral("attachment_ids"), QJsonArray{file.id()}}};
    const Answer made = api().post(QStringLiteral("/incidents/%1/messages").arg(m_incident), message, api().agent());
    QVERIFY_STATUS(made, 201);
    QCOMPARE(made.json().value(QStringLiteral("attachment_ids")).toArray(), QJsonArray{file.id()});
    QCOMPARE(api().get(QStringLiteral("/attachments/") + file.id(), api().agent()).text(QStringLiteral("message_id")),
             made.id());
    // Not twice, and none of another incident.
    QVERIFY_STATUS(api().post(QStringLiteral("/incidents/%1/messages").arg(m_incident), message, api().agent()), 422);
    const QString other = api().openIncident().value(QStringLiteral("id")).toString();
    const Answer foreign = api().upload(QStringLiteral("/incidents/%1/attachments").arg(other), QStringLiteral("b.txt"),
                                        "b", api().agent());
    const Answer refused = api().post(
        QStringLiteral("/incidents/%1/messages").arg(m_incident),
        {{QStringLiteral("body"), QStringLiteral("x")}, {QStringLiteral("attachment_ids"), QJsonArray{foreign.id()}}},
        api().agent());
    QVERIFY_STATUS(refused, 422);
    QVERIFY(refused.pointers().startsWith(QLatin1String("/attachment_ids")));
}

void ApiAttachmentsTest::tooLargeIsRefused()
{
    // The fixture's limit is 256 KiB; the listener's, for the whole form, a little more.
    QVERIFY_STATUS(api().upload(files(), QStringLiteral("fits"), QByteArray(256 * 1024, 'x'), api().agent()), 201);
    const Answer answer =
        api().upload(files(), QStringLiteral("large"), QByteArray(256 * 1024 + 1, 'x'), api().agent());
    QVERIFY_STATUS(answer, 413);
    QCOMPARE(answer.code(), QStringLiteral("payload_too_large"));
    const Answer huge = api().upload(files(), QStringLiteral("huge"), QByteArray(4 * 1024 * 1024, 'x'), api().agent());
    QVERIFY2(huge.status == 413 || huge.status == 0, huge.told().constData());
}

void ApiAttachmentsTest::wrongFormsNameTheField()
{
    const auto form = [&](const QByteArray &parts) {
        return api().ask("POST", files(), parts + "--b--\r\n", api().agent(),
                         {{"Content-Type", "multipart/form-data; boundary=b"}});
    };
    const QByteArray file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n";
    const auto field = [](const QByteArray &name, const QByteArray &value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    };
    const auto verify = [&](const QByteArray &parts, const char *pointer) {
        const Answer answer = form(parts);
        QVERIFY_STATUS(answer, 422);
        QCOMPARE(answer.pointers(), QLatin1String(pointer));
    };
    verify(field("internal", "true"), "/file");
    verify(file + file, "/file");
    verify(file + field("internal", "maybe"), "/internal");
    verify(file + field("surprise", "1"), "/surprise");
    const Answer broken = api().ask("POST", files(), "no form at all", api().agent(),
                                    {{"Content-Type", "multipart/form-data; boundary=b"}});
    QVERIFY2(broken.status == 400 || broken.status == 422, broken.told().constData());
    QVERIFY_STATUS(
        api().ask("POST", files(), "file=x", api().agent(), {{"Content-Type", "application/x-www-form-urlencoded"}}),
        415);
    QVERIFY_STATUS(api().ask("POST", files(), "{}", api().agent()), 415);
}

void ApiAttachmentsTest::nobodyElsesFiles()
{
    for (const char *id : {"999999", "0", "x"}) {
        QVERIFY_STATUS(api().get(QStringLiteral("/attachments/") + QLatin1String(id), api().admin()), 404);
        QVERIFY_STATUS(api().get(QStringLiteral("/attachments/%1/content").arg(QLatin1String(id)), api().admin()), 404);
    }
}

void ApiAttachmentsTest::dispositions_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("header");
    const auto row = [](const char *name, const char *header) {
        QTest::newRow(name) << QString::fromUtf8(name) << QByteArray(header);
    };
    row("report.pdf", "attachment; filename=\"report.pdf\"");
    row("a b;c='d'.txt", "attachment; filename=\"a b;c='d'.txt\"");
    row("quote\".txt", "attachment; filename=\"quote_.txt\"; filename*=UTF-8''quote%22.txt");
    row("back\\slash", "attachment; filename=\"back_slash\"; filename*=UTF-8''back%5Cslash");
    row("100%41.txt", "attachment; filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt");
    row("a\r\nSet-Cookie: x", "attachment; filename=\"a__Set-Cookie: x\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x");
    row("ñ", "attachment; filename=\"_\"; filename*=UTF-8''%C3%B1");
    row("", "attachment; filename=\"file\"");
}

void ApiAttachmentsTest::dispositions()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, header);
    QCOMPARE(mostrador::api::attachmentDisposition(name), header);
}

int main(int argc, char **argv)
{
    return runOnBothDatabases<ApiAttachmentsTest>(argc, argv);
}

#include "attachmentstest.moc"

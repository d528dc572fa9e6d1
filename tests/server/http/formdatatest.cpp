// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/formdata.h"

#include <QRandomGenerator>
#include <QTest>

using namespace mostrador;
using namespace mostrador::http;

namespace {

Request post(const QByteArray &type, const QByteArray &body)
{
    Request request;
    request.method = Method::Post;
    request.headers = {{"content-type", type}};
    request.body = body;
    return request;
}

QByteArray part(const QByteArray &disposition, const QByteArray &content, const QByteArray &more = {})
{
    return "--bound\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n" + content + "\r\n";
}

Result<Form> multipart(const QByteArray &body)
{
    return readForm(post("multipart/form-data; boundary=bound", body));
}

} // namespace

class FormDataTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsUrlEncoded()
    {
        const auto form = readForm(post("application/x-www-form-urlencoded; charset=utf-8",
                                        "name=Jos%C3%A9+P%c3%a9rez&empty=&flag&twice=1&twice=2&plus=a%2Bb"));
        QVERIFY(form.ok());
        QCOMPARE(form->value(QStringLiteral("name")), QString::fromUtf8("José Pérez"));
        QVERIFY(form->has(QStringLiteral("empty")));
        QVERIFY(form->has(QStringLiteral("flag")));
        QVERIFY(!form->has(QStringLiteral("absent")));
        QCOMPARE(form->value(QStringLiteral("twice")), QStringLiteral("1"));
        QCOMPARE(form->value(QStringLiteral("plus")), QStringLiteral("a+b"));
        QCOMPARE(form->fields.size(), 6);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        const QByteArray url = "application/x-www-form-urlencoded";
        const QByteArray multi = "multipart/form-data; boundary=bound";
        const int bad = static_cast<int>(ErrorCode::BadRequest);
        QTest::newRow("other type") << QByteArray("application/json") << QByteArray("{}")
                                    << static_cast<int>(ErrorCode::UnsupportedMediaType);
        QTest::newRow("no type") << QByteArray() << QByteArray("a=1")
                                 << static_cast<int>(ErrorCode::UnsupportedMediaType);
        QTest::newRow("broken escape") << url << QByteArray("a=%4") << bad;
        QTest::newRow("no UTF-8") << url << QByteArray("a=%FF") << bad;
        QTest::newRow("raw Latin-1") << url << QByteArray("a=\xe9") << bad;
        QTest::newRow("null") << url << QByteArray("a=%00") << bad;
        QTest::newRow("too many fields") << url << QByteArray("a=1&").repeated(201) << bad;
        QTest::newRow("no boundary") << QByteArray("multipart/form-data") << QByteArray("--bound--\r\n") << bad;
        QTest::newRow("other boundary") << multi << QByteArray("--other\r\n\r\n--other--\r\n") << bad;
        QTest::newRow("cut off") << multi << part("name=a", "b") << bad;
        QTest::newRow("cut off in the head") << multi << QByteArray("--bound\r\nContent-Disp") << bad;
        QTest::newRow("part without a name") << multi << part("x=a", "b") + "--bound--\r\n" << bad;
        QTest::newRow("part without disposition")
            << multi << QByteArray("--bound\r\nX: y\r\n\r\nz\r\n--bound--\r\n") << bad;
        QTest::newRow("attachment")
            << multi << QByteArray("--bound\r\nContent-Disposition: attachment; name=a\r\n\r\nz\r\n--bound--\r\n")
            << bad;
        QTest::newRow("field in Latin-1") << multi << part("name=a", "\xe9") + "--bound--\r\n" << bad;
        QTest::newRow("too many parts") << multi << part("name=a", "b").repeated(201) + "--bound--\r\n" << bad;
        QTest::newRow("too many files") << multi << part("name=a; filename=b", "b").repeated(51) + "--bound--\r\n"
                                        << bad;
    }

    void refuses()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        const auto form = readForm(post(type, body));
        QVERIFY(!form.ok());
        QCOMPARE(static_cast<int>(form.error().code), code);
    }

    void readsMultipart()
    {
        const QByteArray body =
            part("name=\"subject\"", QByteArray("No enciende\r\nla l\xc3\xa1mpara")) +
            part("name=\"files\"; filename=\"captura n\xc3\xba"
                 "mero \xe2\x91\xa0.png\"",
                 QByteArray("\0\r\n--boun\xff", 10), "Content-Type: image/png\r\n") +
            part("name=\"files\"; filename=\"a%22b.txt\"", "quoted", "Content-Type: text/plain\r\n") +
            part("name=\"none\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n") + "--bound--\r\n";
        const auto form = multipart(body);
        QVERIFY2(form.ok(), qPrintable(form.ok() ? QString() : form.error().detail));
        QCOMPARE(form->fields.size(), 1);
        QCOMPARE(form->value(QStringLiteral("subject")), QString::fromUtf8("No enciende\r\nla lámpara"));
        QCOMPARE(form->files.size(), 2);
        QCOMPARE(form->files.at(0).field, QStringLiteral("files"));
        QCOMPARE(form->files.at(0).fileName, QString::fromUtf8("captura número ①.png"));
        QCOMPARE(form->files.at(0).content, QByteArray("\0\r\n--boun\xff", 10));
        QCOMPARE(form->files.at(1).fileName, QStringLiteral("a\"b.txt"));
    }

    void keepsContentAsItIs()
    {
        // Neither a mail nor an encoding that a part claims may change its bytes.
        const QByteArray mail = "From: a@example.org\r\nContent-Type: multipart/mixed; "
                                "boundary=inner\r\n\r\n--inner\r\n\r\nx\r\n--inner--\r\n";
        const auto form =
            multipart(part("name=f; filename=m.eml", mail, "Content-Type: message/rfc822\r\n") +
                      part("name=g; filename=b", "aGFsbG8=", "Content-Transfer-Encoding: base64\r\n") + "--bound--");
        QVERIFY(form.ok());
        QCOMPARE(form->files.at(0).content, mail);
        QCOMPARE(form->files.at(1).content, QByteArray("aGFsbG8="));
    }

    void readsFiveMegabytesIdentically()
    {
        QByteArray content(5 * 1024 * 1024, Qt::Uninitialized);
        QRandomGenerator random(42);
        for (char &c : content)
            c = static_cast<char>(random.bounded(256));
        const auto form = multipart(part("name=f; filename=big.bin", content) + "--bound--\r\n");
        QVERIFY(form.ok());
        QVERIFY(form->files.at(0).content == content);
    }
};

QTEST_GUILESS_MAIN(FormDataTest)
#include "formdatatest.moc"

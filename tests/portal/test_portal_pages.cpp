// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal/assets.h"
#include "portal/cookies.h"
#include "portal/formfaults.h"
#include "portal/formseal.h"
#include "portal/portalwords.h"
#include "portal/routes.h"
#include "portal/site.h"
#include "services/settings.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace mostrador;
using namespace mostrador::portal;

namespace {

http::Request requestFor(const QString &path)
{
    http::Request request;
    request.path = path;
    request.target = path.toLatin1();
    request.id = QStringLiteral("r1");
    return request;
}

void addHeader(http::Request &request, const QByteArray &name, const QByteArray &value)
{
    request.headers.append(qMakePair(name, value));
}

QByteArray headerOf(const http::Response &response, const QByteArray &name)
{
    QByteArrayList values;
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            values.append(value);
    }
    return values.join('\n');
}

/// The request of a browser that has taken the cookies of @p seal and sends its form back.
struct Sent
{
    http::Request request;
    http::Form form;
};

Sent sendBack(const FormSeal &seal, const QString &path)
{
    Sent sent{requestFor(path), {}};
    const QByteArray pair = seal.setCookie().left(seal.setCookie().indexOf(';'));
    addHeader(sent.request, "cookie", pair);
    const Data data = seal.toData();
    sent.form.fields = {{QStringLiteral("form_key"), QString::fromStdString(data.get("key")->string_value())},
                        {QStringLiteral("form_token"), QString::fromStdString(data.get("token")->string_value())},
                        {QStringLiteral("subject"), QStringLiteral("Broken")}};
    return sent;
}

QHash<QString, QString> templateTexts()
{
    QHash<QString, QString> texts;
    for (QDirIterator it(QStringLiteral(":/portal/templates"), QDir::Files); it.hasNext();) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("a resource cannot be read");
        texts.insert(it.fileName(), QString::fromUtf8(file.readAll()));
    }
    return texts;
}

} // namespace

class PortalPagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        services::Settings settings;
        settings.secretKey = QByteArray(32, 'k');
        settings.companyName = QStringLiteral("Fish & <b>Chips</b>");
        services::configure(settings);
        Result<SharedSite> site = Site::load();
        QVERIFY2(site.ok(), site.ok() ? "" : qPrintable(site.error().cause));
        m_site = *site;
    }

    // Templates

    void onlySanitisedMessagesAreNotEscaped()
    {
        static const QRegularExpression raw(
            QStringLiteral("\\{\\{\\{\\s*(\\S+?)\\s*\\}\\}\\}|\\{\\{&\\s*(\\S+?)\\s*\\}\\}"));
        QStringList found;
        const auto texts = templateTexts();
        for (auto it = texts.begin(); it != texts.end(); ++it) {
            for (auto match = raw.globalMatch(*it); match.hasNext();)
                found.append(it.key() + QLatin1Char(':') + match.next().captured(1));
        }
        QCOMPARE(found, QStringList{QStringLiteral("track.mustache:html")});
    }

    void attributesAreQuotedAndNoScriptOrStyleStandsInPages_data()
    {
        QTest::addColumn<QString>("text");
        const auto texts = templateTexts();
        QVERIFY(texts.size() >= 9);
        for (auto it = texts.begin(); it != texts.end(); ++it)
            QTest::newRow(qPrintable(it.key())) << *it;
    }

    void attributesAreQuotedAndNoScriptOrStyleStandsInPages()
    {
        QFETCH(QString, text);
        static const QRegularExpression unquoted(QStringLiteral("\\s[a-z-]+=(?![\"])"));
        static const QRegularExpression handler(QStringLiteral("\\son[a-z]+\\s*="),
                                                QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression inlineCode(QStringLiteral("<style|\\sstyle=|<script>|javascript:"),
                                                   QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression delimiters(QStringLiteral("\\{\\{="));
        static const QRegularExpression elsewhere(QStringLiteral("(src|href|action)=\"(https?:)?//"));
        static const QRegularExpression quoted(QStringLiteral("\"[^\"]*\""));
        const auto bare = unquoted.match(QString(text).replace(quoted, QStringLiteral("\"\"")));
        QVERIFY2(!bare.hasMatch(), qPrintable(bare.captured()));
        for (const auto &fault : {handler, inlineCode, delimiters, elsewhere}) {
            const auto match = fault.match(text);
            QVERIFY2(!match.hasMatch(), qPrintable(fault.pattern() + QStringLiteral(" found: ") + match.captured()));
        }
    }

    void everyKeyHasItsSentenceAndEverySentenceIsUsed()
    {
        static const QRegularExpression use(QStringLiteral("\\{\\{t\\.([a-z0-9_]+)\\}\\}"));
        const QStringList keys = portalKeys();
        QSet<QString> used;
        for (const QString &text : templateTexts()) {
            for (auto match = use.globalMatch(text); match.hasNext();)
                used.insert(match.next().captured(1));
        }
        for (const QString &key : used)
            QVERIFY2(keys.contains(key), qPrintable(QStringLiteral("no sentence for ") + key));
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
        // The others are said by the code.
        QByteArray code;
        for (QDirIterator it(qEnvironmentVariable("MOSTRADOR_SOURCE_DIR") + QStringLiteral("/server/portal"),
                             {QStringLiteral("*.cpp")}, QDir::Files);
             it.hasNext();) {
            QFile file(it.next());
            if (it.fileName() != QLatin1String("portalwords.cpp") && file.open(QIODevice::ReadOnly))
                code += file.readAll();
        }
        if (code.isEmpty())
            QSKIP("MOSTRADOR_SOURCE_DIR does not tell where the sources are");
        for (const QString &key : keys) {
            const bool said = used.contains(key) || code.contains('"' + key.toLatin1() + '"') ||
                              key.startsWith(QLatin1String("done_"));
            QVERIFY2(said, qPrintable(QStringLiteral("nobody says ") + key));
        }
    }

    void spanishIsComplete()
    {
        const Tongue &es = m_site->tongue(QStringLiteral("es"));
        const Tongue &en = m_site->tongue(QStringLiteral("en"));
        const QStringList same{QStringLiteral("error"), QStringLiteral("field_fault"), QStringLiteral("employee_of")};
        for (const QString &key : portalKeys()) {
            const QByteArray name = key.toLatin1();
            QVERIFY(!es.say(name.constData()).isEmpty());
            if (!same.contains(key))
                QVERIFY2(es.say(name.constData()) != en.say(name.constData()), name.constData());
        }
        QCOMPARE(es.say("messages", 1), QStringLiteral("1 mensaje"));
        QCOMPARE(es.say("messages", 2), QStringLiteral("2 mensajes"));
        QCOMPARE(en.say("messages", 1), QStringLiteral("1 message"));
        QCOMPARE(en.say("messages", 1200), QStringLiteral("1,200 messages"));
    }

    void valuesAreEscaped()
    {
        Problem problem = Problem::notFound();
        http::Request request = requestFor(QStringLiteral("/en/nothing"));
        request.id = QStringLiteral("\"><script>alert(1)</script>'");
        const QByteArray page = m_site->refuse(request, problem).body;
        QVERIFY(page.contains("Fish &amp; &lt;b&gt;Chips&lt;/b&gt;"));
        QVERIFY(page.contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&apos;"));
        QVERIFY(!page.contains("<script>alert"));
    }

    // Headers and languages

    void pagesForbidWhatTheyDoNotNeed()
    {
        const http::Response response = m_site->refuse(requestFor(QStringLiteral("/es/nada")), Problem::notFound());
        QCOMPARE(response.status, 404);
        QCOMPARE(response.contentType, QByteArray("text/html; charset=utf-8"));
        const QByteArray policy = headerOf(response, "Content-Security-Policy");
        QVERIFY(policy.contains("default-src 'none'"));
        QVERIFY(policy.contains("frame-ancestors 'none'"));
        QVERIFY(!policy.contains("unsafe"));
        QCOMPARE(headerOf(response, "X-Content-Type-Options"), QByteArray("nosniff"));
        QCOMPARE(headerOf(response, "Referrer-Policy"), QByteArray("no-referrer"));
        QCOMPARE(headerOf(response, "Cache-Control"), QByteArray("no-store"));
        QVERIFY(response.body.contains("<html lang=\"es\">"));
        QVERIFY(response.body.contains("No encontramos esta página"));
    }

    void everyRefusalHasItsWords_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, ErrorCode code, int status, const char *words) {
            QTest::newRow(name) << static_cast<int>(code) << status << QString::fromUtf8(words);
        };
        row("404", ErrorCode::NotFound, 404, "We cannot find this page");
        row("405", ErrorCode::MethodNotAllowed, 405, "This page cannot be used that way");
        row("413", ErrorCode::PayloadTooLarge, 413, "may have 25 MB");
        row("415", ErrorCode::UnsupportedMediaType, 415, "We could not read what you sent");
        row("429", ErrorCode::TooManyRequests, 429, "Wait a little");
        row("500", ErrorCode::Internal, 500, "Something went wrong on our side");
        row("503", ErrorCode::Unavailable, 503, "try again in a minute");
    }

    void everyRefusalHasItsWords()
    {
        QFETCH(int, code);
        QFETCH(int, status);
        QFETCH(QString, words);
        Problem problem;
        problem.code = static_cast<ErrorCode>(code);
        problem.retryAfterSeconds = 7;
        problem.detail = QStringLiteral("for developers");
        problem.cause = QStringLiteral("for the log");
        const http::Response response = m_site->refuse(requestFor(QStringLiteral("/en/open")), problem);
        QCOMPARE(response.status, status);
        QVERIFY2(response.body.contains(words.toUtf8()), response.body.constData());
        QVERIFY(response.body.contains("<title>Error: "));
        QVERIFY(!response.body.contains("for developers"));
        QVERIFY(!response.body.contains("for the log"));
        QCOMPARE(headerOf(response, "Retry-After"), QByteArray("7"));
    }

    void theApiIsRefusedInItsOwnForm()
    {
        const http::Response response =
            m_site->refuse(requestFor(QStringLiteral("/api/v1/nothing")), Problem::notFound());
        QCOMPARE(response.contentType, QByteArray("application/problem+json"));
    }

    void theLanguageIsThatOfPathThenCookieThenBrowser()
    {
        http::Request request = requestFor(QStringLiteral("/"));
        addHeader(request, "accept-language", "en-GB,es;q=0.5");
        QCOMPARE(m_site->tongueOf(request).language(), QStringLiteral("en"));
        addHeader(request, "cookie", "mostrador_language=es");
        QCOMPARE(m_site->tongueOf(request).language(), QStringLiteral("es"));
        request.path = QStringLiteral("/en/open");
        QCOMPARE(m_site->tongueOf(request).language(), QStringLiteral("en"));
        const http::Response response = m_site->refuse(request, Problem::notFound());
        QVERIFY(headerOf(response, "Set-Cookie").startsWith("mostrador_language=en; Path=/; HttpOnly; SameSite=Lax"));

        http::Router router;
        registerRoutes(router);
        const auto match = router.find(http::Method::Get, QStringLiteral("/"));
        QVERIFY(match.route);
        request.path = QStringLiteral("/");
        const http::Response redirect = match.route->handler(request);
        QCOMPARE(redirect.status, 303);
        QCOMPARE(headerOf(redirect, "Location"), QByteArray("/es"));
        QCOMPARE(headerOf(redirect, "Vary"), QByteArray("Accept-Language, Cookie"));
    }

    void assetsAreNamedByTheirContent()
    {
        http::Router router;
        registerRoutes(router);
        qint64 total = 0;
        for (const Assets::Asset &asset : m_site->assets().all()) {
            const auto match = router.find(http::Method::Get, QStringLiteral("/static/") + asset.fileName);
            QVERIFY(match.route);
            const http::Response response = match.route->handler(requestFor(QStringLiteral("/static/x")));
            QVERIFY(headerOf(response, "Cache-Control").contains("immutable"));
            total += response.body.size();
        }
        QVERIFY2(total < 60 * 1024, "style, script and logo leave room for a page within 100 KB");
    }

    // Form seals

    void aFormComesBackGood()
    {
        const FormSeal seal = FormSeal::make(requestFor(QStringLiteral("/en/open")), "open");
        QVERIFY(seal.setCookie().contains("; HttpOnly; SameSite=Lax"));
        QVERIFY(!seal.setCookie().contains("Secure"));
        Sent sent = sendBack(seal, QStringLiteral("/en/open"));
        QCOMPARE(FormSeal::check(sent.request, sent.form, "open"), FormSeal::Verdict::Good);
        addHeader(sent.request, "sec-fetch-site", "same-origin");
        QCOMPARE(FormSeal::check(sent.request, sent.form, "open"), FormSeal::Verdict::Good);
        // Who has the cookie keeps it, and the form shown again has the same key.
        const FormSeal again = FormSeal::again(sent.request, "open", FormSeal::keyOf(sent.form));
        QVERIFY(again.setCookie().isEmpty());
        QCOMPARE(again.key(), seal.key());
    }

    void aFormOfAnotherPagePurposeCookieOrKeyIsRefused()
    {
        const FormSeal seal = FormSeal::make(requestFor(QStringLiteral("/en/open")), "open");
        Sent good = sendBack(seal, QStringLiteral("/en/open"));
        QCOMPARE(FormSeal::check(good.request, good.form, "find"), FormSeal::Verdict::Stale);

        Sent noCookie = good;
        noCookie.request.headers.clear();
        QCOMPARE(FormSeal::check(noCookie.request, noCookie.form, "open"), FormSeal::Verdict::Stale);

        Sent otherCookie = good;
        otherCookie.request.headers = {{"cookie", "mostrador_form=" + QByteArray(43, 'A')}};
        QCOMPARE(FormSeal::check(otherCookie.request, otherCookie.form, "open"), FormSeal::Verdict::Stale);

        Sent otherKey = good;
        otherKey.form.fields[0].second = QString(43, QLatin1Char('A'));
        QCOMPARE(FormSeal::check(otherKey.request, otherKey.form, "open"), FormSeal::Verdict::Stale);

        Sent noToken = good;
        noToken.form.fields.removeAt(1);
        QCOMPARE(FormSeal::check(noToken.request, noToken.form, "open"), FormSeal::Verdict::Stale);

        for (const char *site : {"cross-site", "same-site"}) {
            Sent foreign = good;
            addHeader(foreign.request, "sec-fetch-site", site);
            QCOMPARE(FormSeal::check(foreign.request, foreign.form, "open"), FormSeal::Verdict::Foreign);
        }

        services::Settings settings = services::settings();
        const services::Settings before = settings;
        settings.secretKey = QByteArray(32, 'x');
        services::configure(settings);
        const auto verdict = FormSeal::check(good.request, good.form, "open");
        services::configure(before);
        QCOMPARE(verdict, FormSeal::Verdict::Stale);
    }

    void overTlsTheCookieBelongsToThisHostOnly()
    {
        http::Request request = requestFor(QStringLiteral("/en/open"));
        request.secure = true;
        const FormSeal seal = FormSeal::make(request, "open");
        QVERIFY(seal.setCookie().startsWith("__Host-mostrador_form="));
        QVERIFY(seal.setCookie().contains("; Path=/;"));
        QVERIFY(seal.setCookie().endsWith("; Secure"));
    }

    void theSameContentHasTheSameHash()
    {
        const FormSeal seal = FormSeal::make(requestFor(QStringLiteral("/en/open")), "open");
        const Sent sent = sendBack(seal, QStringLiteral("/en/open"));
        http::Form other = sent.form;
        other.fields[1].second = QStringLiteral("another token");
        const QByteArray hash = FormSeal::contentHash(sent.request, sent.form);
        QCOMPARE(FormSeal::contentHash(requestFor(QStringLiteral("/es/open")), other), hash);
        other.fields[2].second = QStringLiteral("Broke");
        QVERIFY(FormSeal::contentHash(sent.request, other) != hash);
        // Parts cannot be shifted against each other.
        http::Form left;
        left.fields = {{QStringLiteral("a"), QStringLiteral("bc")}};
        http::Form right;
        right.fields = {{QStringLiteral("ab"), QStringLiteral("c")}};
        QVERIFY(FormSeal::contentHash(sent.request, left) != FormSeal::contentHash(sent.request, right));
        http::Form file = sent.form;
        file.files.append({QStringLiteral("files"), QStringLiteral("a.txt"), "x"});
        QVERIFY(FormSeal::contentHash(sent.request, file) != hash);
    }

    void faultsComeInOrderOfThePageWithLinks()
    {
        FormFaults faults;
        faults.add({}, QStringLiteral("of no field"));
        faults.add(QStringLiteral("email"), QStringLiteral("first"));
        faults.add(QStringLiteral("email"), QStringLiteral("second"));
        QCOMPARE(faults.messageFor(QStringLiteral("email")), QStringLiteral("first"));
        QVERIFY(faults.messageFor(QStringLiteral("subject")).isEmpty());
        Data page;
        faults.putSummary(page, m_site->tongue(QStringLiteral("en")));
        const auto &items = page.get("errors")->get("items")->list_value();
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].get("anchor")->string_value(), std::string("email"));
        QVERIFY(!items[1].get("anchor"));
    }

private:
    SharedSite m_site;
};

QTEST_GUILESS_MAIN(PortalPagesTest)
#include "test_portal_pages.moc"

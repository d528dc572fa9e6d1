// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/searchquery.h"
#include "support/words.h"
#include "widgets/attachmentopener.h"
#include "widgets/fieldform.h"
#include "widgets/icons.h"
#include "widgets/queryfield.h"
#include "widgets/safemarkdown.h"
#include "widgets/theme.h"
#include "widgets/widgetcontext.h"

#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>

using namespace mostrador;
using namespace mostrador::console;

/// Parts of the windows that need no server.
class WidgetsParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastSuffices_data();
    void contrastSuffices();
    void marksDifferInShape();
    void markdownIsInert_data();
    void markdownIsInert();
    void markdownKeepsWhatIsHarmless();
    void onlyHarmlessLinksOpen_data();
    void onlyHarmlessLinksOpen();
    void fileNamesAreSafe_data();
    void fileNamesAreSafe();
    void toolTipsAreText();
    void queryMistakeIsShownAtItsPlace();
    void formShowsFaultsBesideFields();

private:
    Catalogue m_words{QStringLiteral("en"), {QStringLiteral("shared")}};
};

void WidgetsParts::contrastSuffices_data()
{
    QTest::addColumn<ColorScheme>("scheme");
    QTest::newRow("light") << ColorScheme::Light;
    QTest::newRow("dark") << ColorScheme::Dark;
    QTest::newRow("black on white") << ColorScheme::ContrastLight;
    QTest::newRow("white on black") << ColorScheme::ContrastDark;
}

void WidgetsParts::contrastSuffices()
{
    QFETCH(ColorScheme, scheme);
    applyColorScheme(*qApp, scheme);
    const QPalette palette = QGuiApplication::palette();
    const bool sharp = scheme == ColorScheme::ContrastLight || scheme == ColorScheme::ContrastDark;
    QCOMPARE(isDark(palette), scheme == ColorScheme::Dark || scheme == ColorScheme::ContrastDark);
    QCOMPARE(isHighContrast(palette), sharp);
    QVERIFY(colorSchemeFromString(toString(scheme)) == scheme);
    const auto check = [&](const QColor &a, const QColor &b, const char *what, int tone) {
        QVERIFY2(contrast(a, b) >= (sharp ? 7.0 : 4.5),
                 qPrintable(QStringLiteral("%1 %2: %3").arg(QLatin1String(what)).arg(tone).arg(contrast(a, b))));
    };
    for (const Tone tone :
         {Tone::Plain, Tone::Quiet, Tone::Info, Tone::Good, Tone::Waiting, Tone::Warning, Tone::Danger, Tone::Note}) {
        const QColor color = ink(tone, palette);
        check(color, palette.color(QPalette::Base), "on base", static_cast<int>(tone));
        check(color, palette.color(QPalette::AlternateBase), "on alternate base", static_cast<int>(tone));
        check(color, palette.color(QPalette::Window), "on window", static_cast<int>(tone));
        check(color, wash(tone, palette), "on its wash", static_cast<int>(tone));
        check(palette.color(QPalette::Text), wash(tone, palette), "text on wash", static_cast<int>(tone));
        check(ink(Tone::Quiet, palette), wash(tone, palette), "quiet on wash", static_cast<int>(tone));
        check(palette.color(QPalette::Link), wash(tone, palette), "link on wash", static_cast<int>(tone));
    }
    if (sharp)
        check(palette.color(QPalette::Disabled, QPalette::Text), palette.color(QPalette::Base), "disabled", 0);
    QVERIFY(contrast(outline(palette), palette.color(QPalette::Base)) >= 3);
    QVERIFY(contrast(outline(palette), palette.color(QPalette::Window)) >= 3);
    check(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight), "selection", 0);
    check(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base), "placeholder", 0);
    check(palette.color(QPalette::ButtonText), palette.color(QPalette::Button), "button", 0);
    check(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase), "tool tip", 0);
    applyColorScheme(*qApp, ColorScheme::System);
}

void WidgetsParts::marksDifferInShape()
{
    // As somebody sees them who sees no colours: the alpha channel alone.
    QList<QImage> shapes;
    const auto take = [&](const QIcon &mark) {
        const QImage shape = mark.pixmap(32, 32).toImage().convertToFormat(QImage::Format_Alpha8);
        QVERIFY(!shapes.contains(shape));
        shapes.append(shape);
    };
    for (const IncidentStatus status : allIncidentStatuses())
        take(iconOf(status));
    for (const Priority priority : {Priority::Low, Priority::Medium, Priority::High, Priority::Critical})
        take(iconOf(priority));
}

void WidgetsParts::markdownIsInert_data()
{
    QTest::addColumn<QString>("source");
    QTest::newRow("image") << QStringLiteral("before ![spy](http://127.0.0.1:1/spy.png) after");
    QTest::newRow("html image") << QStringLiteral("<img src=\"http://127.0.0.1:1/spy.png\"> after");
    QTest::newRow("html block") << QStringLiteral("<div>\n<img src=x>\n</div>\n\nafter");
    QTest::newRow("script link") << QStringLiteral("[after](javascript:alert(1))");
    QTest::newRow("file link") << QStringLiteral("[after](file:///etc/passwd)");
    QTest::newRow("own scheme") << QStringLiteral("[after](mostrador-file:1)");
    QTest::newRow("data link") << QStringLiteral("[after](data:text/html,x)");
    QTest::newRow("relative link") << QStringLiteral("[after](../../etc/passwd)");
    QTest::newRow("angle link") << QStringLiteral("<file:///etc/passwd> after");
    QTest::newRow("reference image") << QStringLiteral("![a][1] after\n\n[1]: file:///etc/passwd");
    QTest::newRow("link before a paragraph's end")
        << QStringLiteral("after ![a][a][r] [r]\n\n[r]: jam] [r]\n\n[r]: l![\r\nBcc: )](d)\n");
    QTest::newRow("heading") << QStringLiteral("# LOUD\n\nafter");
    QTest::newRow("deep quote") << QString(2000, u'>') + QStringLiteral(" after");
    QTest::newRow("deep list") << QStringLiteral("- ").repeated(500) + QStringLiteral("after");
}

void WidgetsParts::markdownIsInert()
{
    QFETCH(QString, source);
    QTextDocument document;
    QTextCursor cursor(&document);
    cursor.insertFragment(safeMarkdown(source, document.defaultFont(), QGuiApplication::palette()));
    QVERIFY(document.toPlainText().contains(QLatin1String("after")));
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QVERIFY(!block.charFormat().isImageFormat() && !block.charFormat().isAnchor());
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            QVERIFY(!format.isImageFormat());
            QVERIFY2(!format.isAnchor() || format.anchorHref().isEmpty(), qPrintable(format.anchorHref()));
            QVERIFY(!format.hasProperty(QTextFormat::FontSizeAdjustment) ||
                    format.intProperty(QTextFormat::FontSizeAdjustment) == 0);
        }
    }
}

void WidgetsParts::markdownKeepsWhatIsHarmless()
{
    QTextDocument document;
    QTextCursor cursor(&document);
    cursor.insertFragment(safeMarkdown(QStringLiteral("It is **very** broken, see [here](https://example.com/a?b=c)\n\n"
                                                      "- one\n- two\n\n<b>not bold</b>"),
                                       document.defaultFont(), QGuiApplication::palette()));
    const QString html = document.toHtml();
    QVERIFY(html.contains(QLatin1String("href=\"https://example.com/a?b=c\"")));
    QVERIFY(document.toPlainText().contains(QLatin1String("<b>not bold</b>")));
    QVERIFY(html.contains(QLatin1String("<li")));
}

void WidgetsParts::onlyHarmlessLinksOpen_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<bool>("opens");
    QTest::newRow("https") << QStringLiteral("https://example.com/") << true;
    QTest::newRow("http") << QStringLiteral("http://example.com/") << true;
    QTest::newRow("mail") << QStringLiteral("mailto:ana@example.com") << true;
    QTest::newRow("no host") << QStringLiteral("https:///x") << false;
    QTest::newRow("file") << QStringLiteral("file:///etc/passwd") << false;
    QTest::newRow("script") << QStringLiteral("javascript:alert(1)") << false;
    QTest::newRow("ssh") << QStringLiteral("ssh://example.com") << false;
    QTest::newRow("smb") << QStringLiteral("smb://example.com/x") << false;
    QTest::newRow("empty") << QString() << false;
}

void WidgetsParts::onlyHarmlessLinksOpen()
{
    QFETCH(QString, link);
    QFETCH(bool, opens);
    QCOMPARE(isOpenableLink(QUrl(link)), opens);
}

void WidgetsParts::fileNamesAreSafe_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("safe");
    QTest::newRow("plain") << QStringLiteral("photo.jpg") << QStringLiteral("photo.jpg");
    QTest::newRow("up") << QStringLiteral("../../x.sh") << QStringLiteral("_.._x.sh");
    QTest::newRow("hidden") << QStringLiteral(".bashrc") << QStringLiteral("bashrc");
    QTest::newRow("empty") << QString() << QStringLiteral("file");
    QTest::newRow("direction") << QStringLiteral("gpj.\u202Eexe") << QStringLiteral("gpj._exe");
    QTest::newRow("windows") << QStringLiteral("C:\\a|b.txt") << QStringLiteral("C__a_b.txt");
}

void WidgetsParts::fileNamesAreSafe()
{
    QFETCH(QString, name);
    QFETCH(QString, safe);
    QCOMPARE(safeFileName(name), safe);
    QVERIFY(safeFileName(QString(5000, u'ñ') + QStringLiteral(".pdf")).toUtf8().size() <= 200);
    QVERIFY(safeFileName(QString(5000, u'ñ') + QStringLiteral(".pdf")).endsWith(QLatin1String(".pdf")));
}

void WidgetsParts::toolTipsAreText()
{
    QTextDocument document;
    document.setHtml(plainToolTip(QStringLiteral("<img src='file:///x'> & <b>bold</b>\nsecond")));
    QCOMPARE(document.toPlainText(), QStringLiteral("<img src='file:///x'> & <b>bold</b>\nsecond"));
}

void WidgetsParts::queryMistakeIsShownAtItsPlace()
{
    QueryField field(m_words);
    field.show();
    const QString wrong = QStringLiteral("status:open priority:purple");
    connect(&field, &QueryField::queryChosen, &field, [&](const QString &query) {
        const auto parsed = searchquery::parse(query);
        if (!parsed)
            field.showMistake(parsed.error());
    });
    QTest::keyClicks(field.lineEdit(), wrong);
    QTest::keyClick(field.lineEdit(), Qt::Key_Return);
    QVERIFY(field.hasMistake());
    QVERIFY2(field.mistakeText().contains(QLatin1String("purple")), qPrintable(field.mistakeText()));
    QCOMPARE(field.lineEdit()->text(), wrong);
    QCOMPARE(field.lineEdit()->accessibleDescription(), field.mistakeText());
    // The mark is painted: red where "purple" stands, and not where "status" does.
    const QImage image = field.lineEdit()->grab().toImage();
    const QColor danger = wash(Tone::Danger, field.palette());
    const int middle = image.width() / 2;
    int left = 0;
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == danger) {
                ++count;
                if (x < field.lineEdit()->fontMetrics().horizontalAdvance(QStringLiteral("status:open ")))
                    ++left;
            }
        }
    }
    Q_UNUSED(middle)
    QVERIFY(count > 50);
    QCOMPARE(left, 0);
    QTest::keyClick(field.lineEdit(), Qt::Key_Backspace);
    QVERIFY(!field.hasMistake());
}

void WidgetsParts::formShowsFaultsBesideFields()
{
    FieldForm form(m_words);
    auto *email = new QLineEdit;
    auto *city = new QLineEdit;
    form.add(QStringLiteral("email"), email);
    form.add(QStringLiteral("city"), city);
    form.show();
    const QList<FieldError> rest =
        form.showErrors({{QStringLiteral("/address/city"), FieldErrorCode::TooLong, {{QStringLiteral("max"), 100}}},
                         {QStringLiteral("/phone"), FieldErrorCode::Required, {}}});
    QCOMPARE(rest.size(), 1);
    QCOMPARE(rest.first().pointer, QStringLiteral("/phone"));
    QVERIFY(form.error(QStringLiteral("email")).isEmpty());
    QVERIFY2(form.error(QStringLiteral("city")).contains(QLatin1String("100")),
             qPrintable(form.error(QStringLiteral("city"))));
    QCOMPARE(city->accessibleDescription(), form.error(QStringLiteral("city")));
    form.clearErrors();
    QVERIFY(form.error(QStringLiteral("city")).isEmpty());
}

QTEST_MAIN(WidgetsParts)
#include "widgetspartstest.moc"

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "widgets/consolestyle.h"
#include "widgets/icons.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QTextStream>

#include <cstdio>

namespace mostrador::console {

namespace {

struct Program
{
    Q_DECLARE_TR_FUNCTIONS(mostrador::console::Program)
};

bool has(int argc, char **argv, const char *option)
{
    for (int i = 1; i < argc; ++i) {
        if (qstrcmp(argv[i], option) == 0)
            return true;
    }
    return false;
}

} // namespace

int run(int argc, char **argv)
{
    // Told without a display, too.
    if (has(argc, argv, "--version")) {
        QTextStream(stdout) << "mostrador-console " << MOSTRADOR_VERSION << Qt::endl;
        return 0;
    }
    QCoreApplication::setApplicationName(QStringLiteral("mostrador-console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MOSTRADOR_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.mostrador.Console"));
    // One look on every desktop, made for both palettes; sizes follow the fonts.
    if (qEnvironmentVariableIsEmpty("QT_STYLE_OVERRIDE") && !has(argc, argv, "-style"))
        QApplication::setStyle(new ConsoleStyle);
    const QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Mostrador"));
    QGuiApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("org.mostrador.Console"), icon(Glyph::Application)));

    Language language;
    language.use({});
    QCommandLineParser parser;
    parser.setApplicationDescription(Program::tr("The employees' console of Mostrador: answer and resolve incidents."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption server(QStringLiteral("server"), Program::tr("Address of the server."),
                                    Program::tr("address"));
    const QCommandLineOption email(QStringLiteral("email"), Program::tr("E-mail address to log in with."),
                                   Program::tr("e-mail"));
    const QCommandLineOption settings(QStringLiteral("settings"),
                                      Program::tr("File with the settings, in place of the usual one."),
                                      Program::tr("file"));
    parser.addOptions({server, email, settings});
    if (!parser.parse(QCoreApplication::arguments())) {
        QTextStream(stderr) << parser.errorText() << Qt::endl;
        return 2;
    }
    if (!parser.positionalArguments().isEmpty()) {
        QTextStream(stderr) << Program::tr("Unexpected argument: %1").arg(parser.positionalArguments().first())
                            << Qt::endl;
        return 2;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        QTextStream(stdout) << parser.helpText();
        return 0;
    }
    Console console({parser.value(server), parser.value(email), parser.value(settings), {}, {}});
    console.start();
    return QApplication::exec();
}

} // namespace mostrador::console

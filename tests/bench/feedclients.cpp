// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many consoles that follow the live feed, in one process.
//   mostrador_bench_feedclients <feed url> <file of tokens, one per line> <clients>
// Prints "connected <n>" once all have caught up (or a minute is over),
// "items <n>" when its stdin has ended.
#include <QCoreApplication>
#include <QFile>
#include <QNetworkRequest>
#include <QSocketNotifier>
#include <QTimer>
#include <QWebSocket>

#include <cstdio>
#include <memory>
#include <vector>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        qFatal("usage: mostrador_bench_feedclients <feed url> <token file> <clients>");
    QFile file(arguments.at(2));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    const QList<QByteArray> tokens = file.readAll().trimmed().split('\n');
    const int wanted = arguments.at(3).toInt();
    qint64 items = 0;
    int ready = 0;
    bool told = false;
    const auto tell = [&] {
        if (!told) {
            std::printf("connected %d\n", ready);
            std::fflush(stdout);
        }
        told = true;
    };
    std::vector<std::unique_ptr<QWebSocket>> sockets;
    QTimer opener;
    // A few at a time, as consoles come; the server takes a hundred waiting handshakes.
    QObject::connect(&opener, &QTimer::timeout, &opener, [&] {
        for (int i = 0; i < 10 && static_cast<int>(sockets.size()) < wanted; ++i) {
            auto socket = std::make_unique<QWebSocket>();
            QNetworkRequest request(QUrl(arguments.at(1)));
            const auto index = static_cast<qsizetype>(sockets.size());
            request.setRawHeader("Authorization", "Bearer " + tokens.at(index % tokens.size()));
            QObject::connect(socket.get(), &QWebSocket::textMessageReceived, socket.get(), [&](const QString &text) {
                ++items;
                if (text.contains(QLatin1String("\"caught_up\"")) && ++ready == wanted)
                    tell();
            });
            socket->open(request);
            sockets.push_back(std::move(socket));
        }
        if (static_cast<int>(sockets.size()) >= wanted)
            opener.stop();
    });
    opener.start(10);
    QTimer::singleShot(60'000, &opener, tell);
    QSocketNotifier input(0, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &input, [&] {
        char byte = 0;
        if (std::fread(&byte, 1, 1, stdin) == 0)
            QCoreApplication::quit();
    });
    const int code = QCoreApplication::exec();
    std::printf("items %lld\n", static_cast<long long>(items));
    return code;
}

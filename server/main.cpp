// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"

#include <QCoreApplication>

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("mostrador-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MOSTRADOR_VERSION));
    return mostrador::server::runProgram(QCoreApplication::arguments());
}

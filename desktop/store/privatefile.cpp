// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace mostrador::console {

namespace {

constexpr auto forTheUser = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

bool makePrivateFolder(const QString &folder)
{
    return QDir().mkpath(folder) && QFile::setPermissions(folder, forTheUser | QFileDevice::ExeOwner);
}

QString writePrivateFile(const QString &path, const QByteArray &bytes)
{
    const QString folder = QFileInfo(path).path();
    if (!makePrivateFolder(folder))
        return QCoreApplication::translate("mostrador::console::PrivateFile", "The folder %1 cannot be made.")
            .arg(QDir::toNativeSeparators(folder));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(forTheUser) || file.write(bytes) != bytes.size() ||
        !file.commit())
        return file.errorString();
    return {};
}

} // namespace mostrador::console

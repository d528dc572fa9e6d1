// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/reason.h"
#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>

namespace mostrador::server {

/// Bytes of a file, unpacked on the way where it is gzip (RFC 1952). Reads in pieces; never holds the file.
class PackedFile
{
public:
    /// Opens @p path; look at isOpen().
    explicit PackedFile(const QString &path);
    ~PackedFile();
    PackedFile(const PackedFile &) = delete;
    PackedFile &operator=(const PackedFile &) = delete;

    bool isOpen() const;
    /// The next piece; empty at the end. Fails on a damaged or cut-off archive.
    Result<QByteArray, Reason> read();
    /// Bytes of the file itself (packed) that were used so far.
    qint64 position() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

/// One record of a CSV file.
struct CsvRecord
{
    qint64 line = 0; ///< the line it begins on, from 1
    QStringList fields;
    QString fault; ///< why it cannot be used; empty: none
};

/// Reads CSV (RFC 4180) record by record: quoted fields with line ends in them, doubled quotes, CRLF or LF or CR, and a
/// byte order mark at the start. Forgiving where RFC 4180 is silent: a quote inside an unquoted field is text. A record
/// that never ends, is too long, or is not UTF-8 has a fault; reading goes on behind it where that makes sense.
class CsvReader
{
public:
    /// @p file must outlive the reader.
    CsvReader(PackedFile &file, char delimiter);

    /// The next record; false at the end, or when the file cannot be read (then error() says why).
    bool next(CsvRecord &record);
    const QString &error() const { return m_error; }

    static constexpr qsizetype recordMax = 8 * 1024 * 1024; ///< bytes of one record
    static constexpr qsizetype fieldsMax = 1000;

private:
    int take();
    int peek();
    bool fill();
    void endField(CsvRecord &record, QByteArray &field);

    PackedFile &m_file;
    char m_delimiter;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    QString m_error;
    bool m_start = true;
};

} // namespace mostrador::server

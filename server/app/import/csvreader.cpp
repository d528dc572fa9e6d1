// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/csvreader.h"

#include <QFile>
#include <QStringDecoder>

#include <zlib.h>

namespace mostrador::server {

namespace {

constexpr unsigned pieceBytes = 128 * 1024;
constexpr int noByte = -1;

} // namespace

struct PackedFile::Private
{
    gzFile file = nullptr;
};

PackedFile::PackedFile(const QString &path)
    : m_d(std::make_unique<Private>())
{
    // zlib reads files that are not packed just as they are.
    m_d->file = gzopen(QFile::encodeName(path).constData(), "rb");
    if (m_d->file)
        gzbuffer(m_d->file, pieceBytes);
}

PackedFile::~PackedFile()
{
    if (m_d->file)
        gzclose(m_d->file);
}

bool PackedFile::isOpen() const
{
    return m_d->file != nullptr;
}

Result<QByteArray, Reason> PackedFile::read()
{
    QByteArray piece(static_cast<qsizetype>(pieceBytes), Qt::Uninitialized);
    const int count = gzread(m_d->file, piece.data(), pieceBytes);
    int code = Z_OK;
    const char *text = gzerror(m_d->file, &code);
    // A cut-off archive reads as far as it goes and then reports Z_BUF_ERROR.
    if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
        return Reason(QString::fromLocal8Bit(text));
    piece.truncate(count);
    return piece;
}

qint64 PackedFile::position() const
{
    return gzoffset(m_d->file);
}

CsvReader::CsvReader(PackedFile &file, char delimiter)
    : m_file(file)
    , m_delimiter(delimiter)
{}

bool CsvReader::fill()
{
    if (m_at < m_buffer.size())
        return true;
    if (!m_error.isEmpty())
        return false;
    Result<QByteArray, Reason> piece = m_file.read();
    if (!piece) {
        m_error = piece.error().text;
        return false;
    }
    m_buffer = *std::move(piece);
    m_at = 0;
    if (m_start) {
        m_start = false;
        if (m_buffer.startsWith("\xEF\xBB\xBF"))
            m_at = 3;
    }
    return m_at < m_buffer.size();
}

int CsvReader::peek()
{
    return fill() ? static_cast<unsigned char>(m_buffer.at(m_at)) : noByte;
}

/// The next byte, with every kind of line end as one '\n'.
int CsvReader::take()
{
    int byte = peek();
    if (byte == noByte)
        return noByte;
    ++m_at;
    if (byte == '\r') {
        if (peek() == '\n')
            ++m_at;
        byte = '\n';
    }
    if (byte == '\n')
        ++m_line;
    return byte;
}

void CsvReader::endField(CsvRecord &record, QByteArray &field)
{
    QStringDecoder decode(QStringDecoder::Utf8,
                          QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decode(field);
    if (decode.hasError() && record.fault.isEmpty())
        record.fault = QStringLiteral("column %1 is not UTF-8").arg(record.fields.size() + 1);
    if (record.fields.size() < fieldsMax)
        record.fields.append(text);
    else if (record.fault.isEmpty())
        record.fault = QStringLiteral("the record has more than %1 columns").arg(fieldsMax);
    field.clear();
}

bool CsvReader::next(CsvRecord &record)
{
    record = CsvRecord();
    // Empty lines are no records.
    while (peek() == '\n' || peek() == '\r')
        take();
    record.line = m_line;
    if (peek() == noByte)
        return false;
    QByteArray field;
    qsizetype size = 0;
    bool quoted = false;      // inside quotes
    bool afterQuotes = false; // a quoted field has ended
    for (;;) {
        const int byte = take();
        if (byte == noByte) {
            if (!m_error.isEmpty())
                return false; // what was read of the record is not all of it
            if (quoted)
                record.fault = QStringLiteral("a quoted field does not end");
            endField(record, field);
            return true;
        }
        if (++size == recordMax)
            record.fault = QStringLiteral("the record has more than %1 bytes").arg(recordMax);
        const bool keep = size < recordMax;
        if (quoted) {
            if (byte != '"') {
                if (keep)
                    field.append(static_cast<char>(byte));
            } else if (peek() == '"') {
                take();
                if (keep)
                    field.append('"');
            } else {
                quoted = false;
                afterQuotes = true;
            }
        } else if (byte == '\n' || byte == m_delimiter) {
            endField(record, field);
            afterQuotes = false;
            if (byte == '\n')
                return true;
        } else if (byte == '"' && field.isEmpty() && !afterQuotes) {
            quoted = true;
        } else {
            if (afterQuotes && record.fault.isEmpty())
                record.fault = QStringLiteral("text stands behind a quoted field");
            if (keep)
                field.append(static_cast<char>(byte));
        }
    }
}

} // namespace mostrador::server

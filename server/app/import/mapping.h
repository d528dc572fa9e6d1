// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/import/reason.h"
#include "services/importservice.h"
#include "support/result.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>

namespace mostrador::server {

/// How the columns of a CSV file become incidents: a TOML file, described in installer/mappings/README.md.
class Mapping
{
public:
    enum class Format
    {
        Rows,     ///< a row is an incident
        EventLog, ///< the rows of an incident stand together; each tells how it stood from a moment on
    };

    /// Reads the text of a mapping. The fault names the line.
    static Result<Mapping, Reason> parse(const QByteArray &toml);

    /// Fits the mapping to the file's header; a fault if a column it needs is not there.
    Result<Nothing, Reason> bind(const QStringList &header);

    Format format() const { return m_format; }
    char delimiter() const { return m_delimiter; }
    qsizetype columnCount() const { return m_columnCount; }

    /// In an event log: which incident a row belongs to. In rows: its external reference, for the report.
    QString keyOf(const QStringList &row) const;

    /// The incident that one row, or the rows of one event log entry, tell of. The fault says which field is wrong, and
    /// for event logs in which of the rows (from 0).
    struct Fault
    {
        QString reason;
        qsizetype row = 0;
    };
    Result<services::imports::History, Fault> history(const QList<QStringList> &rows) const;

private:
    /// A piece of a template: text, or a column's value; optional pieces go together.
    struct Piece
    {
        QString text; ///< column name where isColumn
        bool isColumn = false;
        bool slug = false; ///< {column|slug}
        int column = -1;
        int group = -1; ///< number of the optional part it is in; -1: none
    };
    struct Field
    {
        QString name;
        QList<Piece> pieces;
        QList<Piece> fallback;
        QHash<QString, QString> values;
        bool hasValues = false;
        bool keepOthers = false;
        int shorten = 0; ///< code points; 0: no
        QString split;
        QString dateFormat;
    };

    static Result<QList<Piece>, Reason> parseTemplate(const QString &text);
    Result<Nothing, Reason> bindPieces(QList<Piece> &pieces, const QHash<QString, int> &columns);
    QString fill(const QList<Piece> &pieces, const QStringList &row) const;
    /// The value of a field in a row; nothing where it is empty.
    Result<QString, Reason> value(const Field &field, const QStringList &row) const;
    Result<QString, Reason> value(const QString &name, const QStringList &row) const;
    Result<std::optional<Timestamp>, Reason> moment(const QString &name, const QStringList &row) const;
    Result<services::imports::Facts, Reason> facts(const QStringList &row) const;
    Result<NewCustomer, Reason> customer(const QStringList &row) const;
    Result<NewIncident, Reason> opening(const QStringList &row) const;

    friend class MappingReader;

    Format m_format = Format::Rows;
    char m_delimiter = ',';
    QStringList m_unknown; ///< values that mean "not known"
    QTimeZone m_zone = QTimeZone::utc();
    QString m_dateFormat = QStringLiteral("iso");
    QHash<QString, Field> m_fields;
    QList<Field> m_custom;
    qsizetype m_columnCount = 0;
};

} // namespace mostrador::server

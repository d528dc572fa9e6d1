// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fillstory.h"
#include "storage/database.h"

#include <variant>

namespace mostrador::bench {

/// A value of a row: NULL, a number, a text.
using Value = std::variant<std::monostate, qint64, QString>;
using Row = std::vector<Value>;

/// A table with the columns that are written, in order.
struct Table
{
    QString name;
    QString columns;
};

/// Where rows go.
class Sink
{
public:
    virtual ~Sink() = default;
    virtual void add(const Table &table, const Row &row) = 0;
    virtual bool isPostgresql() const = 0;
};

/// Writes a script for psql to stdout: blocks of COPY, begun anew every few megabytes.
class CopySink : public Sink
{
public:
    ~CopySink() override;
    void add(const Table &table, const Row &row) override;
    bool isPostgresql() const override { return true; }
    void flush();

private:
    struct Block
    {
        Table table;
        QByteArray bytes;
    };
    std::vector<Block> m_blocks;
    qsizetype m_size = 0;
};

/// Inserts into an SQLite database, in the caller's transaction.
class InsertSink : public Sink
{
public:
    explicit InsertSink(storage::Database &database)
        : m_database(database)
    {}
    void add(const Table &table, const Row &row) override;
    bool isPostgresql() const override { return false; }

private:
    storage::Database &m_database;
};

/// The company: teams, employees, products, and customers first ... last.
void writeCompany(Sink &sink, const Extent &extent, const Corpus &corpus);
/// A session of each employee, so that programs may come in without a password.
void writeSessions(Sink &sink, const Extent &extent);
/// The bearer token of that session.
QString sessionToken(int employee);
void writeCustomers(Sink &sink, const Extent &extent, const Corpus &corpus, qint64 first, qint64 last);

/// Ids that are counted over all incidents.
struct Counters
{
    qint64 message = 0; ///< the last one given
    qint64 event = 0;
    qint64 text = 0;
    qint64 attachment = 0;
    void skip(const Story &story);
};

/// Everything of one incident. @p lexemes: null on SQLite.
void writeIncident(Sink &sink, const Story &story, const Extent &extent, const Corpus &corpus, const Writer &writer,
                   const Lexemes *lexemes, Counters &counters);

} // namespace mostrador::bench

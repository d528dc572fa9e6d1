// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/import/importrun.h"

#include "app/import/csvreader.h"
#include "protocol/describe.h"
#include "storage/transaction.h"
#include "support/words.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace mostrador::server {

namespace {

namespace rows = storage::imports;
using services::imports::Directory;
using services::imports::History;
using services::imports::Written;

/// The rows of one incident, or the one that tells of it.
struct Group
{
    qint64 line = 0;
    QString key;
    QList<QStringList> rows;
    QList<qint64> lines;
    QString fault;
};

/// Puts the records of a file together to groups.
class GroupReader
{
public:
    GroupReader(CsvReader &csv, const Mapping &mapping)
        : m_csv(csv)
        , m_mapping(mapping)
    {}

    bool next(Group &group)
    {
        group = Group();
        if (!m_ahead && !advance())
            return false;
        group.line = m_record.line;
        group.key = m_key;
        do {
            add(group);
        } while (advance() && m_mapping.format() == Mapping::Format::EventLog && !m_key.isEmpty() &&
                 m_key == group.key);
        return m_csv.error().isEmpty();
    }

private:
    bool advance()
    {
        m_ahead = m_csv.next(m_record);
        if (!m_ahead)
            return false;
        if (m_record.fault.isEmpty() && m_record.fields.size() != m_mapping.columnCount()) {
            m_record.fault = QStringLiteral("the row has %1 columns, the header has %2")
                                 .arg(m_record.fields.size())
                                 .arg(m_mapping.columnCount());
        }
        m_key = m_mapping.keyOf(m_record.fields);
        return true;
    }

    void add(Group &group)
    {
        if (!m_record.fault.isEmpty() && group.fault.isEmpty())
            group.fault = QStringLiteral("line %1: %2").arg(m_record.line).arg(m_record.fault);
        group.rows.append(m_record.fields);
        group.lines.append(m_record.line);
    }

    CsvReader &m_csv;
    const Mapping &m_mapping;
    CsvRecord m_record;
    QString m_key;
    bool m_ahead = false;
};

Result<QByteArray, Reason> digestOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Reason(file.errorString());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&file))
        return Reason(file.errorString());
    return hash.result().toHex();
}

constexpr struct
{
    const char *name;
    qint64 ImportReport::*member;
} counters[] = {
    {"rows", &ImportReport::rows},
    {"imported", &ImportReport::imported},
    {"refused", &ImportReport::refused},
    {"skipped", &ImportReport::skipped},
    {"status_changes", &ImportReport::statusChanges},
    {"bridges", &ImportReport::bridges},
    {"reassignments", &ImportReport::reassignments},
    {"reopenings", &ImportReport::reopenings},
    {"other_changes", &ImportReport::otherChanges},
};

QJsonObject countsOf(const ImportReport &report)
{
    QJsonObject counts;
    for (const auto &counter : counters)
        counts.insert(QString::fromLatin1(counter.name), report.*counter.member);
    return counts;
}

void setCounts(ImportReport &report, const QJsonObject &counts)
{
    for (const auto &counter : counters)
        report.*counter.member = counts.value(QString::fromLatin1(counter.name)).toInteger();
}

/// Why an incident was refused, in words for the operator: the report is theirs, so it is in English as the log is.
QString reasonOf(const Problem &problem)
{
    static const Catalogue words(QStringLiteral("en"), {QStringLiteral("shared")});
    if (problem.errors.isEmpty())
        return words::describe(problem, words) + (problem.detail.isEmpty() ? QString() : u' ' + problem.detail);
    QStringList reasons;
    for (const FieldError &error : problem.errors)
        reasons.append(error.pointer.mid(1) + QStringLiteral(": ") + words::describe(error, words));
    return reasons.join(u' ');
}

/// True for what a single incident is to blame for; anything else stops the import.
bool isRefusal(const Problem &problem)
{
    switch (problem.code) {
    case ErrorCode::ValidationFailed:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Conflict:
    case ErrorCode::TransitionNotAllowed:
        return true;
    default:
        return false;
    }
}

QString failureOf(const Problem &problem)
{
    return problem.cause.isEmpty() ? reasonOf(problem) : problem.cause;
}

class Run
{
public:
    Run(const ImportOptions &options, const std::function<bool(const ImportProgress &)> &tell)
        : m_options(options)
        , m_tell(tell)
        , m_database(storage::threadDatabase())
    {}

    Result<ImportReport, Reason> go()
    {
        auto mapping = Mapping::parse(m_options.mapping);
        if (!mapping)
            return Reason(QStringLiteral("mapping %1: %2").arg(m_options.mappingName, mapping.error().text));
        const auto digest = digestOf(m_options.file);
        if (!digest)
            return Reason(QStringLiteral("%1: %2").arg(m_options.file, digest.error().text));
        PackedFile file(m_options.file);
        if (!file.isOpen())
            return Reason(QStringLiteral("%1: cannot be opened").arg(m_options.file));
        CsvReader csv(file, mapping->delimiter());
        CsvRecord header;
        if (!csv.next(header)) {
            return Reason(QStringLiteral("%1: %2").arg(
                m_options.file, csv.error().isEmpty() ? QStringLiteral("the file is empty") : csv.error()));
        }
        if (const auto bound = mapping->bind(header.fields); !bound)
            return Reason(QStringLiteral("mapping %1: %2").arg(m_options.mappingName, bound.error().text));
        if (const QString fault = begin(*digest); !fault.isEmpty())
            return Reason(fault);
        if (m_run.state == QLatin1String("finished")) {
            m_report.hadFinished = true;
            return m_report;
        }
        return readAll(file, csv, *mapping);
    }

private:
    QString begin(const QByteArray &digest)
    {
        // A corrected mapping is another import of the same file: what is there already is skipped then.
        const QByteArray mappingDigest =
            QCryptographicHash::hash(m_options.mapping, QCryptographicHash::Sha256).toHex();
        const QString source = QString::fromLatin1(digest + ':' + mappingDigest);
        const auto outcome =
            storage::runTransaction(m_database, storage::Mode::ReadWrite, [&](storage::Database &database) -> Outcome {
                const auto run = rows::findOrCreate(database, source, m_options.mappingName, Timestamp::now());
                if (!run)
                    return run.error();
                m_run = *run;
                return done;
            });
        if (!outcome.committed())
            return failureOf(outcome.problem);
        m_report.run = m_run.id;
        m_report.state = m_run.state;
        setCounts(m_report, m_run.counts);
        return {};
    }

    Result<ImportReport, Reason> readAll(PackedFile &file, CsvReader &csv, const Mapping &mapping)
    {
        m_progress.totalBytes = QFileInfo(m_options.file).size();
        GroupReader groups(csv, mapping);
        Group group;
        qint64 seen = 0;
        bool more = true;
        while (more) {
            QList<Group> batch;
            while (batch.size() < m_options.batch && (more = groups.next(group))) {
                if (seen++ >= m_run.position)
                    batch.append(group);
                else if (seen % 1000 == 0 && !tell(file, seen, true))
                    return Reason(QStringLiteral("stopped"));
            }
            if (!csv.error().isEmpty())
                return Reason(QStringLiteral("%1: %2").arg(m_options.file, csv.error()));
            if (const QString fault = commit(mapping, batch, !more); !fault.isEmpty())
                return Reason(fault);
            if (!tell(file, seen, false) && more)
                return Reason(QStringLiteral("stopped"));
        }
        return m_report;
    }

    bool tell(const PackedFile &file, qint64 incidents, bool again)
    {
        if (!m_tell)
            return true;
        m_progress.bytes = file.position();
        m_progress.incidents = incidents;
        m_progress.again = again;
        return m_tell(m_progress);
    }

    /// Writes a batch as a whole or, where one of its incidents is refused by the database, one by one.
    QString commit(const Mapping &mapping, const QList<Group> &batch, bool last)
    {
        const Problem problem = transact(mapping, batch, last);
        if (!m_failed)
            return {};
        if (!isRefusal(problem) || batch.isEmpty())
            return failureOf(problem);
        for (qsizetype i = 0; i < batch.size(); ++i) {
            const Problem single = transact(mapping, {batch.at(i)}, last && i + 1 == batch.size());
            if (!m_failed)
                continue;
            if (!isRefusal(single))
                return failureOf(single);
            Group refused = batch.at(i);
            refused.fault = reasonOf(single);
            const Problem noted = transact(mapping, {refused}, last && i + 1 == batch.size());
            if (m_failed)
                return failureOf(noted);
        }
        return {};
    }

    Problem transact(const Mapping &mapping, const QList<Group> &batch, bool last)
    {
        ImportReport report;
        rows::Run run;
        const auto outcome =
            storage::runTransaction(m_database, storage::Mode::ReadWrite, [&](storage::Database &database) -> Outcome {
                report = m_report;
                run = m_run;
                m_directory.clear(); // ids of an attempt that was rolled back are none
                for (const Group &group : batch) {
                    if (const Outcome written = writeGroup(database, mapping, group, report); !written)
                        return written;
                }
                run.position += batch.size();
                run.counts = countsOf(report);
                run.state = last ? QStringLiteral("finished") : QStringLiteral("running");
                report.state = run.state;
                return rows::save(database, run, Timestamp::now());
            });
        m_failed = !outcome.committed();
        if (!m_failed) {
            m_report = report;
            m_run = run;
        }
        return outcome.problem;
    }

    Outcome writeGroup(storage::Database &database, const Mapping &mapping, const Group &group, ImportReport &report)
    {
        report.rows += group.rows.size();
        rows::RowResult result;
        result.row = group.line;
        result.key = group.key;
        QString fault = group.fault;
        if (fault.isEmpty()) {
            const auto history = mapping.history(group.rows);
            if (history) {
                const auto written = services::imports::write(database, m_directory, *history);
                if (written)
                    fault = count(database, *written, group, result, report);
                else if (written.error().code == ErrorCode::ValidationFailed && !database.failure())
                    fault = reasonOf(written.error());
                else
                    return written.error();
            } else {
                fault =
                    QStringLiteral("line %1: %2").arg(group.lines.at(history.error().row)).arg(history.error().reason);
            }
        }
        if (!fault.isEmpty()) {
            result.outcome = QStringLiteral("refused");
            result.reason = fault;
            ++report.refused;
        }
        return rows::addRow(database, m_run.id, result);
    }

    /// Notes what became of an incident; a fault if it was in the file before.
    QString count(storage::Database &database, const Written &written, const Group &group, rows::RowResult &result,
                  ImportReport &report)
    {
        if (written.existed) {
            const auto before = rows::findByKey(database, m_run.id, group.key);
            if (before && *before)
                return QStringLiteral("\"%1\" stands in line %2 too").arg(group.key).arg((*before)->row);
            result.outcome = QStringLiteral("skipped");
            result.reason = QStringLiteral("there is an incident with this external reference");
            result.incident = written.incident;
            ++report.skipped;
            return {};
        }
        result.outcome = QStringLiteral("imported");
        result.incident = written.incident;
        ++report.imported;
        report.statusChanges += written.statusChanges;
        report.bridges += written.bridges;
        report.reassignments += written.reassignments;
        report.reopenings += written.reopenings;
        report.otherChanges += written.otherChanges;
        return {};
    }

    const ImportOptions &m_options;
    const std::function<bool(const ImportProgress &)> &m_tell;
    storage::Database &m_database;
    Directory m_directory;
    rows::Run m_run;
    ImportReport m_report;
    ImportProgress m_progress;
    bool m_failed = false;
};

/// A CSV field that no spreadsheet takes for a formula.
QByteArray cell(QString text)
{
    static const QString dangerous = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && dangerous.contains(text.at(0)))
        text.prepend(u'\'');
    return '"' + text.replace(u'"', QLatin1String("\"\"")).toUtf8() + '"';
}

constexpr int reportPage = 500;

} // namespace

Result<ImportReport, Reason> runImportOf(const ImportOptions &options,
                                         const std::function<bool(const ImportProgress &)> &tell)
{
    return Run(options, tell).go();
}

Result<qint64, Reason> writeRefused(storage::imports::RunId run, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Reason(QStringLiteral("%1: %2").arg(path, file.errorString()));
    file.write("line,key,reason\r\n");
    qint64 count = 0;
    QString fault;
    const auto outcome = storage::runTransaction(
        storage::threadDatabase(), storage::Mode::ReadOnly, [&](storage::Database &database) -> Outcome {
            qint64 after = 0;
            for (;;) {
                const auto page = rows::rows(database, run, QStringLiteral("refused"), after, reportPage);
                if (!page)
                    return page.error();
                for (const rows::RowResult &row : *page) {
                    file.write(QByteArray::number(row.row) + ',' + cell(row.key) + ',' + cell(row.reason) + "\r\n");
                    after = row.row;
                    ++count;
                }
                if (page->size() < reportPage)
                    return done;
            }
        });
    if (!outcome.committed())
        return Reason(failureOf(outcome.problem));
    if (!file.commit())
        return Reason(QStringLiteral("%1: %2").arg(path, file.errorString()));
    return count;
}

} // namespace mostrador::server

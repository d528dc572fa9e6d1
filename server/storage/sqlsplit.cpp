// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"

namespace mostrador::storage {

namespace {

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}

/// Walks over SQL text piece by piece: a quoted string, a comment, a word or a single character at a time.
class Splitter
{
public:
    explicit Splitter(const QString &sql)
        : m_sql(sql)
    {}

    QStringList run()
    {
        while (m_at < m_sql.size())
            step();
        finishStatement();
        return m_statements;
    }

private:
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_sql.size() ? m_sql.at(m_at + ahead) : QChar(u'\0');
    }

    void step()
    {
        const QChar c = peek();
        if (c == u'\'')
            quoted(u'\'', m_escapes);
        else if (c == u'"' || c == u'`')
            quoted(c, false);
        else if (c == u'[' && m_trigger)
            quoted(u']', false);
        else if (c == u'-' && peek(1) == u'-')
            lineComment();
        else if (c == u'/' && peek(1) == u'*')
            blockComment();
        else if (c == u'$' && dollarQuoted())
            ;
        else if (isWordCharacter(c))
            word();
        else if (c == u';' && !insideTrigger())
            endStatement();
        else
            keep(1);
        m_escapes = m_escapes && peek() == u'\'';
    }

    void keep(qsizetype length)
    {
        m_statement += m_sql.mid(m_at, length);
        m_at += length;
    }

    void quoted(QChar end, bool backslashEscapes)
    {
        qsizetype at = m_at + 1;
        while (at < m_sql.size()) {
            if (backslashEscapes && m_sql.at(at) == u'\\') {
                at += 2;
                continue;
            }
            if (m_sql.at(at) == end) {
                if (at + 1 < m_sql.size() && m_sql.at(at + 1) == end) {
                    at += 2;
                    continue;
                }
                break;
            }
            ++at;
        }
        keep(at + 1 - m_at);
    }

    void lineComment()
    {
        const qsizetype end = m_sql.indexOf(u'\n', m_at);
        m_at = end < 0 ? m_sql.size() : end;
    }

    void blockComment()
    {
        int depth = 0;
        do {
            if (peek() == u'/' && peek(1) == u'*') {
                ++depth;
                m_at += 2;
            } else if (peek() == u'*' && peek(1) == u'/') {
                --depth;
                m_at += 2;
            } else {
                ++m_at;
            }
        } while (depth > 0 && m_at < m_sql.size());
        m_statement += u' ';
    }

    bool dollarQuoted()
    {
        qsizetype end = m_at + 1;
        while (end < m_sql.size() && isWordCharacter(m_sql.at(end)))
            ++end;
        if (end >= m_sql.size() || m_sql.at(end) != u'$')
            return false;
        const QString tag = m_sql.mid(m_at, end + 1 - m_at);
        const qsizetype close = m_sql.indexOf(tag, end + 1);
        keep((close < 0 ? m_sql.size() : close + tag.size()) - m_at);
        return true;
    }

    void word()
    {
        qsizetype end = m_at;
        while (end < m_sql.size() && (isWordCharacter(m_sql.at(end)) || m_sql.at(end) == u'$'))
            ++end;
        const QString text = m_sql.mid(m_at, end - m_at).toLower();
        keep(end - m_at);
        m_escapes = text == QLatin1String("e");
        ++m_words;
        if (m_words <= 3 && text == QLatin1String("trigger") && m_create)
            m_trigger = true;
        if (m_words == 1)
            m_create = text == QLatin1String("create");
        if (text == QLatin1String("begin") && m_trigger)
            m_body = true;
        if (text == QLatin1String("case"))
            ++m_cases;
        if (text == QLatin1String("end")) {
            if (m_cases > 0)
                --m_cases;
            else
                m_body = false;
        }
    }

    /// In SQLite a trigger's body is "begin ...; ...; end".
    bool insideTrigger() const { return m_trigger && m_body; }

    void endStatement()
    {
        ++m_at;
        finishStatement();
    }

    void finishStatement()
    {
        const QString text = m_statement.trimmed();
        if (!text.isEmpty())
            m_statements.append(text);
        m_statement.clear();
        m_words = 0;
        m_cases = 0;
        m_create = m_trigger = m_body = false;
    }

    const QString &m_sql;
    qsizetype m_at = 0;
    QString m_statement;
    QStringList m_statements;
    int m_words = 0;
    int m_cases = 0;
    bool m_create = false;
    bool m_trigger = false;
    bool m_body = false;
    bool m_escapes = false; ///< an E stands directly before the quote
};

} // namespace

QStringList splitStatements(const QString &sql)
{
    return Splitter(sql).run();
}

} // namespace mostrador::storage

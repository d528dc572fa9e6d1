// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QRandomGenerator>
#include <QStringList>

#include <mutex>

/// The proofs that nothing is lost and nothing doubled: random runs on real processes. Short by themselves;
/// MOSTRADOR_PROOF_RUNS=10000 makes one long, MOSTRADOR_PROOF_SEED=<number> repeats what a run's log tells (as far as
/// the scheduling of processes lets it).
namespace mostrador::test::proof {

/// How many runs: @p inShort unless the environment says otherwise.
inline int runs(int inShort)
{
    bool ok = false;
    const int asked = qEnvironmentVariableIntValue("MOSTRADOR_PROOF_RUNS", &ok);
    return ok && asked > 0 ? asked : inShort;
}

/// Bound of one run in milliseconds: what a short one needs at most on a busy machine, more for more runs.
inline int patienceMs(int runs)
{
    return 180'000 + runs * 200;
}

/// The seed of this process; told in the log the first time.
inline quint32 seed()
{
    static const quint32 chosen = [] {
        bool ok = false;
        const uint asked = qEnvironmentVariable("MOSTRADOR_PROOF_SEED").toUInt(&ok);
        const quint32 value = ok ? asked : QRandomGenerator::system()->generate();
        qInfo("MOSTRADOR_PROOF_SEED=%u", value);
        return value;
    }();
    return chosen;
}

/// A source of chance of its own for the part @p number of a run.
inline QRandomGenerator chance(quint32 number)
{
    const quint32 parts[] = {seed(), number};
    return QRandomGenerator(parts, 2);
}

/// What went wrong, collected from many threads.
class Faults
{
public:
    void add(const QString &text)
    {
        const std::lock_guard lock(m_mutex);
        ++m_count;
        if (m_texts.size() < most)
            m_texts.append(text);
    }
    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_count == 0;
    }
    QByteArray text() const
    {
        const std::lock_guard lock(m_mutex);
        return QStringLiteral("%1 faults:\n%2").arg(m_count).arg(m_texts.join(QLatin1Char('\n'))).toUtf8();
    }

private:
    static constexpr qsizetype most = 20;
    mutable std::mutex m_mutex;
    qsizetype m_count = 0;
    QStringList m_texts;
};

} // namespace mostrador::test::proof

/// Fails the test with what was collected.
#define MOSTRADOR_NO_FAULTS(faults) QVERIFY2((faults).isEmpty(), (faults).text().constData())

// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>

/// What the fuzz targets share. Each target is one file: a function that takes any bytes and stops the program where
/// the product breaks its word. Built with MOSTRADOR_FUZZ each is a libFuzzer program of its own; in the ordinary build
/// test_fuzz_corpora calls all of them with the files of corpus/<target>.
namespace mostrador::fuzz {

using Run = void (*)(QByteArrayView input);

struct Target
{
    const char *name;
    Run run;
};

/// All targets that are linked into this program.
inline QList<Target> &targets()
{
    static QList<Target> list;
    return list;
}

struct Registration
{
    Registration(const char *name, Run run) { targets().append({name, run}); }
};

/// What is being tried, to be told of a failure; libFuzzer keeps the input itself.
inline QString &inputName()
{
    static QString name;
    return name;
}

/// The product has broken its word: says @p what and stops the program, which libFuzzer and QtTest both tell of.
inline void check(bool kept, const char *what, const QString &detail = {})
{
    if (!kept)
        qFatal("fuzz: %s %s\n%s", what, qPrintable(inputName()), qPrintable(detail));
}

/// Chance that the input alone decides, so that a crash can be repeated (splitmix64).
class Chance
{
public:
    explicit Chance(QByteArrayView input)
    {
        for (const char c : input)
            m_state = (m_state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    /// From 1 to @p most.
    qsizetype upTo(qsizetype most)
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        z ^= z >> 31;
        return 1 + static_cast<qsizetype>(z % static_cast<std::uint64_t>(most));
    }

private:
    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

/// Sizes of pieces to cut the input into: whole, byte by byte, and by chance.
inline QList<QList<qsizetype>> cuts(QByteArrayView input)
{
    QList<QList<qsizetype>> ways{{input.size()}};
    if (input.size() <= 400)
        ways.append(QList<qsizetype>(input.size(), 1));
    Chance chance(input);
    for (const qsizetype most : {7, 97}) {
        QList<qsizetype> sizes;
        for (qsizetype at = 0; at < input.size();) {
            sizes.append(std::min(chance.upTo(most), input.size() - at));
            at += sizes.constLast();
        }
        ways.append(sizes);
    }
    return ways;
}

/// The parts of an input that lie between lines "%%": at least @p count, the missing ones empty.
inline QList<QByteArray> sections(QByteArrayView input, qsizetype count)
{
    QList<QByteArray> parts;
    const QByteArray all = input.toByteArray();
    const QByteArray mark = QByteArrayLiteral("\n%%\n");
    qsizetype at = 0;
    while (parts.size() + 1 < count) {
        const qsizetype end = all.indexOf(mark, at);
        if (end < 0)
            break;
        parts.append(all.mid(at, end - at));
        at = end + mark.size();
    }
    parts.append(all.mid(at));
    parts.resize(count);
    return parts;
}

} // namespace mostrador::fuzz

/// Begins a target: MOSTRADOR_FUZZ_TARGET(name) { ... uses input ... }
#ifdef MOSTRADOR_LIBFUZZER
#define MOSTRADOR_FUZZ_TARGET(name)                                                                                    \
    static void run(QByteArrayView input);                                                                             \
    extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)                                  \
    {                                                                                                                  \
        run(QByteArrayView(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));                       \
        return 0;                                                                                                      \
    }                                                                                                                  \
    static void run(QByteArrayView input)
#else
#define MOSTRADOR_FUZZ_TARGET(name)                                                                                    \
    static void run(QByteArrayView input);                                                                             \
    static const ::mostrador::fuzz::Registration registration(#name, run);                                             \
    static void run(QByteArrayView input)
#endif

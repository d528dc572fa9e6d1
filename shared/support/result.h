// SPDX-FileCopyrightText: Mostrador contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"

#include <utility>
#include <variant>

namespace mostrador {

/// What a function gives that has nothing to return but may fail.
using Nothing = std::monostate;

/// A value or the reason why there is none. It must be looked at: reading the value of a failed result is a defect and
/// stops the program. Modelled on C++23's std::expected, which C++20 lacks.
template <typename T, typename E = Problem>
class [[nodiscard]] Result
{
public:
    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the point
        : m_content(std::in_place_index<0>, std::move(value))
    {}
    Result(E error) // NOLINT(google-explicit-constructor)
        : m_content(std::in_place_index<1>, std::move(error))
    {}

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T &value() const & { return *check(std::get_if<0>(&m_content)); }
    T &value() & { return *check(std::get_if<0>(&m_content)); }
    T &&value() && { return std::move(*check(std::get_if<0>(&m_content))); }
    T valueOr(T other) const { return ok() ? value() : std::move(other); }

    const E &error() const & { return *check(std::get_if<1>(&m_content)); }
    E &error() & { return *check(std::get_if<1>(&m_content)); }
    E &&error() && { return std::move(*check(std::get_if<1>(&m_content))); }

    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

private:
    template <typename P>
    static P *check(P *p)
    {
        if (!p)
            qFatal("Result: the wrong side was read");
        return p;
    }

    std::variant<T, E> m_content;
};

/// For functions whose success carries no value: `Outcome f() { ...; return done; }`.
using Outcome = Result<Nothing>;
inline constexpr Nothing done{};

} // namespace mostrador

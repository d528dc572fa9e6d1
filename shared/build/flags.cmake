# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The one place where compiler flags are set: every target of ours links mostrador_flags.
add_library(mostrador_flags INTERFACE)
target_compile_features(mostrador_flags INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

target_compile_options(mostrador_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Werror -fstack-protector-strong
    $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>)
target_compile_definitions(mostrador_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    MOSTRADOR_VERSION="${PROJECT_VERSION}"
    $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)

# Tests are many programs over the same libraries: gold links them several times faster than the default linker.
find_program(MOSTRADOR_GOLD ld.gold)
if(MOSTRADOR_GOLD AND CMAKE_BUILD_TYPE STREQUAL "Debug" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_link_options(mostrador_flags INTERFACE -fuse-ld=gold)
endif()

if(MOSTRADOR_SANITIZE)
    target_compile_options(mostrador_flags INTERFACE
        -fsanitize=${MOSTRADOR_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    # What undefined behaviour costs to look for is a third of the compiler's time: it is looked for in the product, and
    # in the tests themselves only what the others find.
    target_compile_options(mostrador_flags INTERFACE
        $<$<BOOL:$<FILTER:$<TARGET_PROPERTY:SOURCE_DIR>,INCLUDE,^${PROJECT_SOURCE_DIR}/tests>>:-fno-sanitize=undefined>)
    target_link_options(mostrador_flags INTERFACE -fsanitize=${MOSTRADOR_SANITIZE})
endif()
if(MOSTRADOR_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "MOSTRADOR_FUZZ wants clang: cmake --preset fuzz")
    endif()
    if(MOSTRADOR_TESTS)
        message(FATAL_ERROR "MOSTRADOR_FUZZ goes without MOSTRADOR_TESTS: cmake --preset fuzz")
    endif()
    target_compile_options(mostrador_flags INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(mostrador_flags INTERFACE -fsanitize=address,undefined)
endif()
if(MOSTRADOR_COVERAGE)
    target_compile_options(mostrador_flags INTERFACE --coverage)
    target_link_options(mostrador_flags INTERFACE --coverage)
endif()

find_program(MOSTRADOR_CCACHE ccache)
if(MOSTRADOR_CCACHE)
    # The sloppiness is what ccache's manual asks for when headers are precompiled.
    set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${MOSTRADOR_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
    if(MOSTRADOR_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(mostrador_flags INTERFACE -fpch-preprocess)
    endif()
endif()

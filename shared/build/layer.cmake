# SPDX-FileCopyrightText: Mostrador contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# mostrador_layer(<name> [FOLDERS <folder>...] SOURCES <file>... [LINK <target>...] [PRIVATE_LINK <target>...]
#                 [PCH <header>...])
#
# Makes the static library mostrador_<name> (alias Mostrador::<name>) of the calling folder. Its headers are reached as
# "folder/header.h", and only by targets that link it: each layer has an include root of its own that holds nothing but
# links to its folders. So an include against the layering rule does not compile.
# FOLDERS: the folders to expose, relative to the calling one; default is the calling folder itself.
function(mostrador_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "FOLDERS;SOURCES;LINK;PRIVATE_LINK;PCH")
    set(target mostrador_${name})
    set(root ${PROJECT_BINARY_DIR}/layers/${name})
    file(MAKE_DIRECTORY ${root})
    if(arg_FOLDERS)
        foreach(folder IN LISTS arg_FOLDERS)
            file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${root}/${folder} SYMBOLIC)
        endforeach()
    else()
        cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
        file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${folder} SYMBOLIC)
    endif()
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(Mostrador::${name} ALIAS ${target})
    target_include_directories(${target} PUBLIC ${root})
    target_link_libraries(${target} PUBLIC mostrador_flags ${arg_LINK} PRIVATE ${arg_PRIVATE_LINK})
    if(MOSTRADOR_UNITY)
        # So few compilations that a precompiled header would cost more than it saves.
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10)
    elseif(MOSTRADOR_PCH AND arg_PCH)
        target_precompile_headers(${target} PRIVATE ${arg_PCH})
    endif()
endfunction()

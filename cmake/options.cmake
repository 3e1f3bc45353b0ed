# SPDX-License-Identifier: GPL-2.0-or-later
# What every target is compiled with.

option(CNFT_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(CNFT_TESTS "Build the tests" ON)
option(CNFT_BENCH "Build the benchmarks" OFF)
option(CNFT_FUZZ "Build the fuzzers (clang only)" OFF)
option(CNFT_STATIC_CXX "Link the C++ libraries into the program cnft, which then starts faster" OFF)

add_library(cnft_options INTERFACE)
target_include_directories(cnft_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/include)
target_compile_options(cnft_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Werror
  # Designated initializers leave out what has a default.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of g++ 12 about std::string (GCC bug 105651).
  target_compile_options(cnft_options INTERFACE -Wno-restrict)
  if(CNFT_STATIC_CXX)
    # With fmt's code inlined it raises false alarms about std::expected.
    target_compile_options(cnft_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # The stable algorithms of libstdc++ 12 use what it deprecates itself.
  target_compile_options(cnft_options INTERFACE -Wno-deprecated-declarations)
endif()
if(CNFT_TESTS)
  # Two dozen test programs with debug information: the usual linker takes longer than the compiler.
  find_program(CNFT_MOLD mold)
  if(CNFT_MOLD)
    target_link_options(cnft_options INTERFACE -fuse-ld=mold)
  endif()
endif()
if(CNFT_FUZZ)
  # Lets libFuzzer see which code its inputs reach.
  target_compile_options(cnft_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(CNFT_SANITIZE)
  target_compile_options(cnft_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(cnft_options INTERFACE -fsanitize=address,undefined)
endif()

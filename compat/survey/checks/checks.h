// SPDX-License-Identifier: GPL-2.0-or-later
// All checks, in the order in which their findings are shown. Each file beside this one holds those
// of one subject.
#pragma once

#include <array>

#include "compat/survey/check.h"

namespace cnft::compat {

using MakeCheck = std::unique_ptr<Check> (*)();

// backends.cc: who uses which backend of iptables
std::unique_ptr<Check> CheckMixedBackends();
std::unique_ptr<Check> CheckHints();
std::unique_ptr<Check> CheckCanaries();
// verdicts.cc: what drops or translates packets that our rules accept
std::unique_ptr<Check> CheckPolicies();
std::unique_ptr<Check> CheckLaterDrops();
std::unique_ptr<Check> CheckNativeDrops();
std::unique_ptr<Check> CheckLaterNat();
std::unique_ptr<Check> CheckNativeNat();
// marks.cc
std::unique_ptr<Check> CheckMarks();
// tproxy.cc: what TPROXY needs beside its rule
std::unique_ptr<Check> CheckTproxyListeners();
std::unique_ptr<Check> CheckTproxyRouting();
// settings.cc
std::unique_ptr<Check> CheckSettings();
std::unique_ptr<Check> CheckReversePath();
// features.cc
std::unique_ptr<Check> CheckFeatures();
// leftovers.cc: what was left behind, and what will be taken away
std::unique_ptr<Check> CheckCiliumChains();
std::unique_ptr<Check> CheckRoutingWithoutRules();
std::unique_ptr<Check> CheckFlushes();
std::unique_ptr<Check> CheckUnreadableFiles();
// absorbed.cc: what became of chains that cnft has absorbed
std::unique_ptr<Check> CheckAbsorbedChains();
std::unique_ptr<Check> CheckAbsorbedSets();
// unreadable.cc: what some program cannot read
std::unique_ptr<Check> CheckForeignRules();
std::unique_ptr<Check> CheckUnknownExtensions();
std::unique_ptr<Check> CheckUnknownSets();

inline constexpr auto kChecks = std::to_array<MakeCheck>({
    CheckMixedBackends,
    CheckPolicies,
    CheckLaterDrops,
    CheckNativeDrops,
    CheckLaterNat,
    CheckNativeNat,
    CheckMarks,
    CheckTproxyListeners,
    CheckTproxyRouting,
    CheckSettings,
    CheckReversePath,
    CheckFeatures,
    CheckForeignRules,
    CheckHints,
    CheckCanaries,
    CheckAbsorbedChains,
    CheckAbsorbedSets,
    CheckCiliumChains,
    CheckRoutingWithoutRules,
    CheckFlushes,
    CheckUnreadableFiles,
    CheckUnknownExtensions,
    CheckUnknownSets,
});

}  // namespace cnft::compat

// SPDX-License-Identifier: GPL-2.0-or-later
// The sections of a plan, in the agent's order (installRules).
#pragma once

namespace cnft::cilium {

struct Draft;

// Of everything, once.
void Validate(Draft& draft);

void Advise(Draft& draft);  // when all is planned

// Of one family each.
void PlanTunnel(Draft& draft);
void PlanProxyTraffic(Draft& draft);
void PlanEncryptionAccepts(Draft& draft);
void PlanForward(Draft& draft);
void PlanHostMark(Draft& draft);
void PlanMasquerading(Draft& draft);
void PlanConnectionMarks(Draft& draft);
void PlanEncryptionNotrack(Draft& draft);
void PlanNotrackPods(Draft& draft);
void PlanNotrackPodPorts(Draft& draft);
void PlanNotrackHostPorts(Draft& draft);
void PlanProxies(Draft& draft);
void PlanPolicyRouting(Draft& draft);
void PlanSysctls(Draft& draft);

}  // namespace cnft::cilium

// SPDX-License-Identifier: GPL-2.0-or-later
// What the matches of IPv6 extension headers share.
#include "translator/ipv6_extension.h"

namespace cnft::translator {

Formula HasExtension(std::uint8_t type) {
  return Equals(nftables::Exthdr{.op = nftables::ExthdrOp::kIpv6, .type = type, .present = true},
                1);
}

Formula ExtensionLengthIs(std::uint8_t type, const Option& length, ExtensionLength scale) {
  const std::uint64_t bytes = length.number();
  const std::uint64_t units = bytes / scale.unit;
  if (bytes % scale.unit != 0 || units < scale.less || units - scale.less > 0xff) {
    return length.negated ? Formula::True() : Formula::False();
  }
  return NegateIf(length.negated, Equals(Ipv6Extension(type, 1, 1), units - scale.less));
}

Formula ByteInRange(Field field, const iptables::Range& range) {
  if (range.low > 0xff) return Formula::False();
  return InRange(std::move(field), range);
}

Formula OfExtension(std::uint8_t type, std::vector<Formula> parts) {
  Formula formula = Formula::All(std::move(parts));
  return formula.is_true() ? HasExtension(type) : formula;
}

}  // namespace cnft::translator

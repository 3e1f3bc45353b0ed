// SPDX-License-Identifier: GPL-2.0-or-later
// The byte of the IP header that carries DSCP and ECN.
#include "translator/dsfield.h"

namespace cnft::translator {

// Two bytes are written: nf_tables sums what it changes from an even offset, and the IPv6 field
// lies across two bytes.
nftables::Statement SetDsField(Family family, std::uint8_t clear, std::uint8_t flip) {
  const nftables::Payload bytes{nftables::PayloadBase::kNetwork, 0, 2};
  const unsigned shift = family == Family::kIpv4 ? 0 : 4;
  const std::uint32_t keep = 0xffffU & ~(std::uint32_t{clear} << shift);
  return nftables::SetPayload{
      bytes, family == Family::kIpv4,
      nftables::Computed{bytes, nftables::Value::Number(keep, 2),
                         nftables::Value::Number(std::uint64_t{flip} << shift, 2)}};
}

}  // namespace cnft::translator

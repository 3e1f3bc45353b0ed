// SPDX-License-Identifier: GPL-2.0-or-later
// The classifier that marks packets by their link address, in raw instructions.
#include "tests/packets/mark_program.h"

#include <sys/syscall.h>

#include <libmnl/libmnl.h>
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <stdexcept>

namespace cnft::test {
namespace {

// The first byte of the source address of a frame that carries a mark: locally administered.
constexpr std::uint8_t kTag = 0x06;

constexpr bpf_insn Instruction(unsigned code, unsigned to, unsigned from, int offset,
                               std::int32_t constant) {
  return {.code = static_cast<__u8>(code),
          .dst_reg = static_cast<__u8>(to & 15U),
          .src_reg = static_cast<__u8>(from & 15U),
          .off = static_cast<__s16>(offset),
          .imm = constant};
}

int LoadProgram() {
  // The frame begins at offset 0: source address at 6, of which the last four bytes are the mark.
  static constexpr std::array kProgram = {
      Instruction(BPF_ALU64 | BPF_MOV | BPF_X, BPF_REG_6, BPF_REG_1, 0, 0),
      Instruction(BPF_LD | BPF_ABS | BPF_B, 0, 0, 0, 6),
      Instruction(BPF_JMP | BPF_JNE | BPF_K, BPF_REG_0, 0, 2, kTag),
      Instruction(BPF_LD | BPF_ABS | BPF_W, 0, 0, 0, 8),
      Instruction(BPF_STX | BPF_MEM | BPF_W, BPF_REG_6, BPF_REG_0, offsetof(__sk_buff, mark), 0),
      Instruction(BPF_ALU64 | BPF_MOV | BPF_K, BPF_REG_0, 0, 0, TC_ACT_OK),
      Instruction(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
  };
  static constexpr char kLicense[] = "GPL";
  bpf_attr attributes{};
  attributes.prog_type = BPF_PROG_TYPE_SCHED_CLS;
  attributes.insns = reinterpret_cast<std::uintptr_t>(kProgram.data());
  attributes.insn_cnt = kProgram.size();
  attributes.license = reinterpret_cast<std::uintptr_t>(kLicense);
  const long program = syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, sizeof attributes);
  if (program < 0) throw std::runtime_error(std::string("bpf: ") + std::strerror(errno));
  return static_cast<int>(program);
}

}  // namespace

std::string MarkedLinkAddress(std::uint32_t mark) {
  std::string address = {static_cast<char>(kTag), 0};
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    address += static_cast<char>(mark >> shift & 0xffU);
  return address;
}

void AttachMarkProgram(unsigned interface_index) {
  static const int program = LoadProgram();
  std::array<char, 4096> buffer{};
  nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
  message->nlmsg_type = RTM_NEWTFILTER;
  message->nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_ACK;
  auto* header = static_cast<tcmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(tcmsg)));
  header->tcm_ifindex = static_cast<int>(interface_index);
  header->tcm_parent = TC_H_MAKE(TC_H_CLSACT, TC_H_MIN_INGRESS);
  header->tcm_info = TC_H_MAKE(1U << 16U, __builtin_bswap16(ETH_P_ALL));
  mnl_attr_put_strz(message, TCA_KIND, "bpf");
  nlattr* options = mnl_attr_nest_start(message, TCA_OPTIONS);
  mnl_attr_put_u32(message, TCA_BPF_FD, static_cast<std::uint32_t>(program));
  mnl_attr_put_u32(message, TCA_BPF_FLAGS, TCA_BPF_FLAG_ACT_DIRECT);
  mnl_attr_nest_end(message, options);
  mnl_socket* socket = mnl_socket_open(NETLINK_ROUTE);
  bool done = socket != nullptr && mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) == 0 &&
              mnl_socket_sendto(socket, message, message->nlmsg_len) > 0;
  if (done) {
    const ssize_t got = mnl_socket_recvfrom(socket, buffer.data(), buffer.size());
    done = got > 0 &&
           mnl_cb_run(buffer.data(), static_cast<std::size_t>(got), 0, 0, nullptr, nullptr) >= 0;
  }
  if (socket != nullptr) mnl_socket_close(socket);
  if (!done) throw std::runtime_error(std::string("tc filter: ") + std::strerror(errno));
}

}  // namespace cnft::test

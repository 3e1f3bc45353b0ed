# SPDX-License-Identifier: GPL-2.0-or-later
# bash completion for cnft(8)

_cnft() {
  local cur prev words cword
  _init_completion -n = || return
  local verbs="apply check diff translate show delete absorb release doctor cilium agent ctl demo"
  local verb="" word
  for word in "${words[@]:1:cword-1}"; do
    case $word in
      -*) ;;
      *) [[ " $verbs " == *" $word "* ]] && { verb=$word; break; } ;;
    esac
  done
  case $prev in
    --ipv4|--ipv6|--ipset) _filedir; return ;;
    --cilium|--node|--state-dir|--socket|--metrics-file) _filedir; return ;;
    --cilium-release) mapfile -t COMPREPLY < <(compgen -W "1.12 1.14 1.16 1.18 1.19" -- "$cur"); return ;;
    --backend) mapfile -t COMPREPLY < <(compgen -W "netlink libnftables" -- "$cur"); return ;;
    --counters) mapfile -t COMPREPLY < <(compgen -W "all none" -- "$cur"); return ;;
    --missing-sets) mapfile -t COMPREPLY < <(compgen -W "refuse empty" -- "$cur"); return ;;
    --bridge-netfilter) mapfile -t COMPREPLY < <(compgen -W "on off" -- "$cur"); return ;;
    --coexist) mapfile -t COMPREPLY < <(compgen -W "auto none" -- "$cur"); return ;;
    --as) mapfile -t COMPREPLY < <(compgen -W "nft iptables json" -- "$cur"); return ;;
    --family) mapfile -t COMPREPLY < <(compgen -W "all ipv4 ipv6" -- "$cur"); return ;;
    --output)
      if [[ $verb == translate ]]; then
        mapfile -t COMPREPLY < <(compgen -W "nft json netlink" -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -W "text json" -- "$cur")
      fi
      return ;;
    --from) mapfile -t COMPREPLY < <(compgen -W "legacy iptables-nft auto" -- "$cur"); return ;;
    --tables) mapfile -t COMPREPLY < <(compgen -W "raw mangle nat filter security" -- "$cur"); return ;;
    --chains) return ;;
    --table|--set|--accept-approximation|--metrics-listen|--kind) return ;;
  esac
  local common="--table --verbose --output --help"
  local cilium="--cilium --set --node --discover --state-dir --cilium-release"
  local input="$cilium --ipv4 --ipv6 --ipset --allow-xt --accept-approximation --counters --missing-sets"
  input+=" --bridge-netfilter"
  case $verb in
    "") mapfile -t COMPREPLY < <(compgen -W "$verbs --help --version" -- "$cur") ;;
    apply|check|diff) mapfile -t COMPREPLY < <(compgen -W "$common $input --backend --coexist --set-sysctls" -- "$cur") ;;
    agent) mapfile -t COMPREPLY < <(compgen -W "--table --verbose --help $input --coexist --set-sysctls --watch-files --own --remove-on-exit --socket --metrics-file --metrics-listen" -- "$cur") ;;
    ctl) mapfile -t COMPREPLY < <(compgen -W "status reload events set-proxy remove-proxy add-node remove-node add-no-track-pod remove-no-track-pod --socket --kind --output --help" -- "$cur") ;;
    translate) mapfile -t COMPREPLY < <(compgen -W "$common $input" -- "$cur") ;;
    show) mapfile -t COMPREPLY < <(compgen -W "$common --backend --as --family --proxies --routing" -- "$cur") ;;
    cilium) mapfile -t COMPREPLY < <(compgen -W "rules explain config $cilium --as --family --output" -- "$cur") ;;
    absorb) mapfile -t COMPREPLY < <(compgen -W "--from --tables --chains --dry-run --output --help" -- "$cur") ;;
    release) mapfile -t COMPREPLY < <(compgen -W "--dry-run --output --help" -- "$cur") ;;
    delete) mapfile -t COMPREPLY < <(compgen -W "$common --backend --coexist" -- "$cur") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$common" -- "$cur") ;;
  esac
}
complete -F _cnft cnft

# SPDX-License-Identifier: GPL-2.0-or-later
# fish completion for cnft(8)

set -l verbs apply check diff translate show delete doctor cilium demo
set -l input "__fish_seen_subcommand_from apply check diff translate"
set -l cilium "__fish_seen_subcommand_from apply check diff translate cilium"
set -l kernel "__fish_seen_subcommand_from apply check diff show delete"

complete -c cnft -f
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a apply -d "Make the kernel's ruleset what the rules say"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a check -d "Let the kernel examine what apply would do"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a diff -d "Show what apply would change"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a translate -d "Print the native form of the rules"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a show -d "Show what is installed, with counters"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a delete -d "Remove everything that is installed"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a doctor -d "Look at what others have and what will clash"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a cilium -d "Look at what Cilium would install, and why"
complete -c cnft -n "__fish_seen_subcommand_from cilium" -a "rules explain config"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -a demo -d "Apply a built-in node in a throw-away namespace"
complete -c cnft -n "not __fish_seen_subcommand_from $verbs" -l version -d "Print version"
complete -c cnft -l help -d "Print help"

complete -c cnft -n "__fish_seen_subcommand_from $verbs" -l table -x -d "Name of the nftables tables"
complete -c cnft -n "__fish_seen_subcommand_from $verbs" -s v -l verbose -d "Say more"
complete -c cnft -n $cilium -l cilium -r -F -d "Cilium's configuration"
complete -c cnft -n $cilium -l set -x -d "Value of an option of Cilium"
complete -c cnft -n $cilium -l node -r -F -d "What is known of this node"
complete -c cnft -n $cilium -l discover -d "Read the rest from the kernel"
complete -c cnft -n $cilium -l state-dir -r -F -d "State directory of Cilium"
complete -c cnft -n $cilium -l cilium-release -x -a "1.12 1.14 1.16 1.18 1.19" -d "Line of releases"
complete -c cnft -n "__fish_seen_subcommand_from apply check diff" -l set-sysctls -d "Set kernel settings"
complete -c cnft -n $input -l ipv4 -r -F -d "iptables-save text"
complete -c cnft -n $input -l ipv6 -r -F -d "ip6tables-save text"
complete -c cnft -n $input -l ipset -r -F -d "ipset save text"
complete -c cnft -n $input -l allow-xt -d "Let rules without a native form through nft_compat"
complete -c cnft -n $input -l accept-approximation -x -d "Accept an approximation by name"
complete -c cnft -n $input -l counters -x -a "all none" -d "Count packets"
complete -c cnft -n $input -l missing-sets -x -a "refuse empty" -d "What to do with missing sets"
complete -c cnft -n $input -l bridge-netfilter -x -a "on off" -d "Whether packets of bridges pass the rules"
complete -c cnft -n "__fish_seen_subcommand_from apply check diff delete" -l coexist -x -a "auto none" -d "Make accepts final in iptables, too"
complete -c cnft -n $kernel -l backend -x -a "netlink libnftables" -d "How to talk to the kernel"
complete -c cnft -n "__fish_seen_subcommand_from translate" -l output -x -a "nft json netlink" -d Format
complete -c cnft -n "__fish_seen_subcommand_from apply check diff show delete doctor demo" -l output -x -a "text json" -d Format
complete -c cnft -n "__fish_seen_subcommand_from show" -l as -x -a "nft iptables json" -d Form
complete -c cnft -n "__fish_seen_subcommand_from show" -l proxies -d "The proxies Cilium redirects to"
complete -c cnft -n "__fish_seen_subcommand_from show" -l routing -d "Policy rules and routes"
complete -c cnft -n "__fish_seen_subcommand_from show" -l family -x -a "all ipv4 ipv6" -d "Address family"

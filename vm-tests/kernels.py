# SPDX-License-Identifier: GPL-2.0-or-later
"""Debian's kernels and what of their modules a guest gets."""

import dataclasses
import fnmatch
import lzma
import re
import shutil

import cpio
import debian
import tools


@dataclasses.dataclass(frozen=True)
class Kernel:
    name: str
    suite: str
    # Modules, by patterns, that this kernel shall not have.
    without: tuple = ()


# All that is x_tables, and ipset: what RHEL 10 does not ship.
X_TABLES = ("x_tables", "xt_*", "ip_tables", "ip6_tables", "iptable_*", "ip6table_*", "ipt_*", "ip6t_*",
            "arp_tables", "arptable_*", "arpt_*", "ebtables", "ebtable_*", "ebt_*", "nft_compat", "ip_set*",
            "em_ipset", "em_ipt", "act_ipt")

KERNELS = (
    Kernel("5.10", "bullseye"),
    Kernel("6.1", "bookworm"),
    Kernel("6.12", "trixie"),
    Kernel("newest", "sid"),
    Kernel("6.12-native-only", "trixie", X_TABLES),
)

# Folders of modules that have to do with packets, or that those need.
WANTED = ("net/", "drivers/net/veth", "drivers/net/dummy", "drivers/net/ifb", "drivers/net/tun", "drivers/net/macvlan",
          "drivers/net/mii", "crypto/", "lib/", "arch/x86/crypto/")
UNWANTED = ("net/mac80211", "net/wireless", "net/bluetooth", "net/ceph", "net/sunrpc", "net/rxrpc", "net/nfc", "net/batman",
            "net/9p", "net/tipc", "net/smc", "net/rds", "net/can", "net/ieee802154", "net/mac802154",
            "net/6lowpan", "net/dccp", "net/openvswitch", "net/qrtr", "net/appletalk", "net/ax25",
            "net/netrom", "net/rose", "net/lapb", "net/x25", "net/mptcp", "net/kcm", "net/vmw_vsock",
            "net/phonet", "net/hsr", "net/atm", "net/dns_resolver", "net/rfkill", "net/caif", "net/decnet",
            "net/psample", "net/ife", "net/nsh", "net/dsa", "net/handshake", "net/l2tp")


def _fetch(suite_name):
    suite = debian.Suite(suite_name)

    def make(folder, debs):
        suite.update()
        # The newest one by its meta-package; from 7.x on it is several packages.
        names = ["linux-image-cloud-amd64"]
        for name in names:
            for needed in suite.depends(name):
                if re.match(r"linux-(image|binary|modules|base)-", needed) and needed not in names:
                    names.append(needed)
        packages = suite.download(names, debs)
        root = folder / "root"
        debian.unpack(packages, root)
        (release,) = (path.name for path in (root / "usr/lib/modules").iterdir())
        (image,) = [*root.glob("boot/vmlinuz-*"), *root.glob(f"usr/lib/modules/{release}/vmlinuz")]
        shutil.move(image, folder / "vmlinuz")
        source = root / "usr/lib/modules" / release
        target = folder / "modules"
        for file in (source / "kernel").rglob("*.ko*"):
            path = str(file.relative_to(source / "kernel"))
            if not path.startswith(WANTED) or path.startswith(UNWANTED):
                continue
            to = target / "kernel" / path.removesuffix(".xz")
            to.parent.mkdir(parents=True, exist_ok=True)
            data = file.read_bytes()
            to.write_bytes(lzma.decompress(data) if path.endswith(".xz") else data)
        for name in ("modules.builtin", "modules.builtin.modinfo", "modules.order"):
            shutil.copy(source / name, target)
        (folder / "release").write_text(release)
        shutil.rmtree(root)
        return packages

    return make


def prepare(kernel, say):
    """The kernel's image, its release, and an archive of its modules."""
    folder = debian.item(f"kernels/{kernel.suite}", _fetch(kernel.suite), say)
    release = (folder / "release").read_text()
    archive = folder / f"modules-{kernel.name}.cpio"
    if not archive.exists():
        tree = folder / f"tree-{kernel.name}"
        shutil.rmtree(tree, ignore_errors=True)
        modules = tree / "usr/lib/modules" / release

        def left_out(_, names):
            return [name for name in names if name.endswith(".ko") and any(
                fnmatch.fnmatch(name.removesuffix(".ko").replace("-", "_"), pattern) for pattern in kernel.without)]

        shutil.copytree(folder / "modules", modules, ignore=left_out)
        (tree / "lib").symlink_to("usr/lib")
        tools.run(say, "usr/sbin/depmod", "-b", str(tree), release)
        (tree / "lib").unlink()
        writer = cpio.Writer(archive)
        writer.add_tree(tree)
        writer.close()
        shutil.rmtree(tree)
    return folder / "vmlinuz", release, archive

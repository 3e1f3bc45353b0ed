# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes archives that Linux unpacks as its initramfs (Documentation/driver-api/early-userspace/buffer-format.rst).
Several of them one after another are one."""

import os
import stat


class Writer:
    def __init__(self, path):
        self._path = path
        self._out = open(f"{path}.new", "wb")
        self._known = set()
        self._count = 0

    def _entry(self, name, mode, data=b"", device=(0, 0)):
        self._count += 1
        fields = (self._count, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name) + 1, 0)
        header = b"070701" + "".join(f"{field:08X}" for field in fields).encode() + name.encode() + b"\0"
        for part in (header, data):
            self._out.write(part + b"\0" * (-len(part) % 4))

    def folder(self, name):
        parts = name.strip("/").split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if path and path not in self._known:
                self._known.add(path)
                self._entry(path, stat.S_IFDIR | 0o755)

    def file(self, name, data, mode=0o644):
        name = name.strip("/")
        self.folder(os.path.dirname(name))
        if name not in self._known:
            self._known.add(name)
            self._entry(name, stat.S_IFREG | mode, data)

    def link(self, name, target):
        name = name.strip("/")
        self.folder(os.path.dirname(name))
        if name not in self._known:
            self._known.add(name)
            self._entry(name, stat.S_IFLNK | 0o777, target.encode())

    def node(self, name, mode, device):
        self._entry(name, mode, device=device)

    def add(self, path, name):
        """A file, link or folder of this machine, by the name it gets."""
        info = os.lstat(path)
        if stat.S_ISLNK(info.st_mode):
            self.link(name, os.readlink(path))
        elif stat.S_ISDIR(info.st_mode):
            self.folder(name)
        elif stat.S_ISREG(info.st_mode):
            with open(path, "rb") as file:
                self.file(name, file.read(), info.st_mode & 0o777)

    def add_tree(self, root):
        for folder, folders, files in os.walk(root):
            for name in sorted(folders) + sorted(files):
                path = os.path.join(folder, name)
                self.add(path, os.path.relpath(path, root))

    def close(self):
        self._entry("TRAILER!!!", 0)
        self._out.write(b"\0" * (-self._out.tell() % 512))
        self._out.close()
        os.rename(f"{self._path}.new", self._path)

// SPDX-License-Identifier: GPL-2.0-or-later
module node

go 1.19

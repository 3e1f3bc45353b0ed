/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The C interface without the kernel. */
#ifndef CNFT_TESTS_LIB_INTERFACE_H
#define CNFT_TESTS_LIB_INTERFACE_H

#ifdef __cplusplus
extern "C" {
#endif

/* How many expectations were not met; each is told on stderr. */
int check_interface(void);

#ifdef __cplusplus
}
#endif

#endif

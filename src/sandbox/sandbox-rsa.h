/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes  *sandbox_rsa_sign   (const char *key_file,
                             const char *text,
                             gsize       length);
gboolean sandbox_rsa_verify (const char *key_file,
                             const char *text,
                             gsize       length,
                             GBytes     *signature);

G_END_DECLS

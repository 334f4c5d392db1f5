/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ebb_redact                  (const char *text);
gboolean ebb_redact_is_secret_header (const char *name);

G_END_DECLS

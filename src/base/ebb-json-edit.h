/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ebb_json_edit         (const char *object,
                             const char *group,
                             const char *name,
                             const char *value);
char *ebb_json_write_number (double      number);

G_END_DECLS

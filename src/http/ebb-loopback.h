/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define EBB_TYPE_LOOPBACK (ebb_loopback_get_type ())
G_DECLARE_FINAL_TYPE (EbbLoopback, ebb_loopback, EBB, LOOPBACK, GObject)

EbbLoopback *ebb_loopback_new              (const char   *page_title,
                                            const char   *page_text,
                                            GError      **error);
const char  *ebb_loopback_get_redirect_uri (EbbLoopback  *self);

G_END_DECLS

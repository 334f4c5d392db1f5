/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSource *ebb_wait_attach (guint         span_ms,
                          GCancellable *cancellable,
                          GSourceFunc   callback,
                          gpointer      user_data);
void     ebb_wait_clear  (GSource     **wait);

G_END_DECLS

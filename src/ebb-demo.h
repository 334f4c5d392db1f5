/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-session.h"

G_BEGIN_DECLS

typedef struct _EbbDemo EbbDemo;

EbbDemo    *ebb_demo_new   (gint64     now_us,
                            double     speed);
void        ebb_demo_free  (EbbDemo   *self);
gboolean    ebb_demo_start (EbbDemo   *self,
                            GError   **error);
EbbSession *ebb_demo_open  (EbbClock  *clock,
                            gpointer   demo,
                            GError   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbDemo, ebb_demo_free)

G_END_DECLS

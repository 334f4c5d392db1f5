/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-faulty-store.h"
#include "app/ebb-scenario-player.h"
#include "app/ebb-session.h"

G_BEGIN_DECLS

#define EBB_TYPE_SANDBOX_DEMO (ebb_sandbox_demo_get_type ())
G_DECLARE_FINAL_TYPE (EbbSandboxDemo, ebb_sandbox_demo, EBB, SANDBOX_DEMO, GObject)

EbbSandboxDemo *ebb_sandbox_demo_new   (EbbClock        *clock,
                                        EbbFaultyStore  *store,
                                        gint64           start_us,
                                        double           speed);
gboolean        ebb_sandbox_demo_start (EbbSandboxDemo  *self,
                                        GError         **error);
EbbSession     *ebb_sandbox_demo_open  (EbbClock        *clock,
                                        gpointer         demo,
                                        GError         **error);

G_END_DECLS

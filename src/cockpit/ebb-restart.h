/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-scenario.h"
#include "cockpit/ebb-look.h"

G_BEGIN_DECLS

gboolean ebb_restart (const char *const  *environment,
                      EbbScenario        *scenario,
                      const EbbLook      *look,
                      GError            **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-device-session.h"
#include "model/ebb-exception.h"
#include "model/ebb-plan.h"
#include "model/ebb-prices.h"

G_BEGIN_DECLS

EbbException *ebb_wire_read_exception         (GBytes                    *body,
                                               GError                   **error);
EbbPlan      *ebb_wire_read_plan              (GBytes                    *body,
                                               GError                   **error);
EbbPrices    *ebb_wire_read_prices            (GBytes                    *body,
                                               GError                   **error);
GArray       *ebb_wire_read_sessions          (GBytes                    *body,
                                               GError                   **error);
GBytes       *ebb_wire_write_exception        (const EbbExceptionValues  *values);
GBytes       *ebb_wire_write_preview          (const EbbExceptionValues  *exception);
GBytes       *ebb_wire_write_settings_preview (GBytes                    *document);

G_END_DECLS

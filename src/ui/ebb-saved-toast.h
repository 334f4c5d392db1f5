/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-outbox.h"

G_BEGIN_DECLS

AdwToast *ebb_saved_toast_new (EbbOutbox  *outbox,
                               const char *device_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-device.h"

G_BEGIN_DECLS

const char *ebb_kind_icon_get_name (EbbDeviceKind kind);

G_END_DECLS

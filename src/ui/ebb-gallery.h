/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-context.h"

G_BEGIN_DECLS

int ebb_gallery_run (const char  *application_id,
                     EbbContext  *context,
                     const char  *directory);

G_END_DECLS

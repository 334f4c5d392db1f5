/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-store.h"

G_BEGIN_DECLS

const char *ebb_store_words_get (EbbStoreProblem problem);

G_END_DECLS

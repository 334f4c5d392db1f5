/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-token-store.h"

G_BEGIN_DECLS

#define EBB_TYPE_MEMORY_STORE (ebb_memory_store_get_type ())
G_DECLARE_FINAL_TYPE (EbbMemoryStore, ebb_memory_store, EBB, MEMORY_STORE, GObject)

EbbTokenStore *ebb_memory_store_new (void);

G_END_DECLS

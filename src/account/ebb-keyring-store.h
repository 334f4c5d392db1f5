/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-keyring-problem.h"
#include "account/ebb-token-store.h"

G_BEGIN_DECLS

#define EBB_TYPE_KEYRING_STORE (ebb_keyring_store_get_type ())
G_DECLARE_FINAL_TYPE (EbbKeyringStore, ebb_keyring_store, EBB, KEYRING_STORE, GObject)

EbbTokenStore *ebb_keyring_store_new (const char *application_id);

G_END_DECLS

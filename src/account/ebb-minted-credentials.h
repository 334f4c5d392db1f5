/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "http/ebb-credentials.h"

G_BEGIN_DECLS

/**
 * EbbMintFunc:
 * @user_data: what was given with the function
 *
 * Returns: (transfer full) (nullable): a new token, or %NULL when there is none to be had
 */
typedef char *(*EbbMintFunc) (gpointer user_data);

#define EBB_TYPE_MINTED_CREDENTIALS (ebb_minted_credentials_get_type ())
G_DECLARE_FINAL_TYPE (EbbMintedCredentials, ebb_minted_credentials, EBB, MINTED_CREDENTIALS, GObject)

EbbCredentials *ebb_minted_credentials_new (EbbMintFunc    mint,
                                            gpointer       user_data,
                                            GDestroyNotify destroy);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-accounts.h"

G_BEGIN_DECLS

int ebb_check_command_run (EbbAccounts *accounts,
                           const char  *place,
                           gboolean     reads_token,
                           const char  *written,
                           gboolean     is_json);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-token-problem.h"

G_BEGIN_DECLS

/**
 * EBB_TOKEN_MAX_LENGTH:
 *
 * The longest text that is taken for a token, in bytes. Servers refuse longer headers anyway.
 */
#define EBB_TOKEN_MAX_LENGTH (16 * 1024)

#define EBB_TYPE_TOKEN (ebb_token_get_type ())
G_DECLARE_FINAL_TYPE (EbbToken, ebb_token, EBB, TOKEN, GObject)

EbbToken        *ebb_token_new            (const char      *text);
const char      *ebb_token_get_text       (EbbToken        *self);
gint64           ebb_token_get_expires_us (EbbToken        *self);
gboolean         ebb_token_equal          (EbbToken        *self,
                                           EbbToken        *other);
EbbTokenProblem  ebb_token_diagnose       (EbbToken        *self,
                                           gint64           now_us);
char            *ebb_token_dup_detail     (EbbToken        *self,
                                           EbbTokenProblem  problem,
                                           gint64           now_us);

G_END_DECLS

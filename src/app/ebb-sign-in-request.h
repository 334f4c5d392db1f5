/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-context.h"
#include "app/ebb-sign-in-problem.h"

G_BEGIN_DECLS

/**
 * EbbSignInPlace:
 * @EBB_SIGN_IN_PLACE_PRODUCTION: where customers are
 * @EBB_SIGN_IN_PLACE_STAGING: where retailers try things out
 *
 * Where a token may be meant for, unless it is for a server with an address of its own.
 */
typedef enum
{
  EBB_SIGN_IN_PLACE_PRODUCTION,
  EBB_SIGN_IN_PLACE_STAGING
} EbbSignInPlace;

void      ebb_sign_in_request_async     (EbbContext           *context,
                                         const char           *text,
                                         EbbSignInPlace        place,
                                         const char           *server,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean  ebb_sign_in_request_finish    (EbbContext           *context,
                                         GAsyncResult         *result,
                                         EbbSignInProblem    **problem,
                                         GError              **error);
void      ebb_sign_in_request_get_place (EbbContext           *context,
                                         EbbSignInPlace       *place,
                                         const char          **server);

G_END_DECLS

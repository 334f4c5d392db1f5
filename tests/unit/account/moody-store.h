/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-keyring-problem.h"
#include "account/ebb-token-store.h"

G_BEGIN_DECLS

#define MOODY_TYPE_STORE (moody_store_get_type ())
G_DECLARE_FINAL_TYPE (MoodyStore, moody_store, MOODY, STORE, GObject)

MoodyStore    *moody_store_new         (EbbKeyringProblem  problem);
void           moody_store_set_problem (MoodyStore        *self,
                                        EbbKeyringProblem  problem);
EbbTokenStore *moody_store_get_inner   (MoodyStore        *self);

G_END_DECLS

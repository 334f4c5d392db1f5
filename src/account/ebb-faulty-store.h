/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-keyring-problem.h"
#include "account/ebb-token-store.h"

G_BEGIN_DECLS

#define EBB_TYPE_FAULTY_STORE (ebb_faulty_store_get_type ())
G_DECLARE_FINAL_TYPE (EbbFaultyStore, ebb_faulty_store, EBB, FAULTY_STORE, GObject)

EbbFaultyStore *ebb_faulty_store_new         (EbbKeyringProblem  problem,
                                              gboolean           is_persistent);
void            ebb_faulty_store_set_problem (EbbFaultyStore    *self,
                                              EbbKeyringProblem  problem);
EbbTokenStore  *ebb_faulty_store_get_inner   (EbbFaultyStore    *self);

G_END_DECLS

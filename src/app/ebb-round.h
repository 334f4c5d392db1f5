/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_ROUND (ebb_round_get_type ())
G_DECLARE_FINAL_TYPE (EbbRound, ebb_round, EBB, ROUND, GObject)

EbbRound *ebb_round_new (EbbHome *home);

G_END_DECLS

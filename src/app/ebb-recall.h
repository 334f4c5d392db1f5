/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

#define EBB_TYPE_RECALL (ebb_recall_get_type ())
G_DECLARE_FINAL_TYPE (EbbRecall, ebb_recall, EBB, RECALL, GObject)

EbbRecall *ebb_recall_new (EbbHome *home);

G_END_DECLS

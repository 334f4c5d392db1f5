/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EbbMergeKind:
 * @get_id: what tells an item from all others
 * @update: takes over what is newly known of the same item; %FALSE when it is another
 *
 * What a list needs to know of its items.
 */
typedef struct
{
  const char *(*get_id) (gpointer item);
  gboolean    (*update) (gpointer known,
                         gpointer newer);
} EbbMergeKind;

void ebb_merge (GListStore         *store,
                GPtrArray          *answer,
                const EbbMergeKind *kind);

G_END_DECLS

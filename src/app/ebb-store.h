/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/ebb-store-file.h"

G_BEGIN_DECLS

/* What the name of the file of a store ends with. */
#define EBB_STORE_SUFFIX ".db"

#define EBB_TYPE_STORE (ebb_store_get_type ())
G_DECLARE_FINAL_TYPE (EbbStore, ebb_store, EBB, STORE, GObject)

EbbStore       *ebb_store_new               (const char           *path);
void            ebb_store_remove_others     (const char           *path);
EbbStoreProblem ebb_store_get_problem       (EbbStore             *self);
gboolean        ebb_store_is_lasting        (EbbStore             *self);
void            ebb_store_keep_answer       (EbbStore             *self,
                                             const char           *key,
                                             const EbbAnswer      *answer);
void            ebb_store_recall_async      (EbbStore             *self,
                                             const char           *key,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
EbbAnswer      *ebb_store_recall_finish     (EbbStore             *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void            ebb_store_put_edit_async    (EbbStore             *self,
                                             const EbbEdit        *edit,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean        ebb_store_put_edit_finish   (EbbStore             *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void            ebb_store_remove_edit       (EbbStore             *self,
                                             EbbEditKind           kind,
                                             const char           *device_id);
void            ebb_store_list_edits_async  (EbbStore             *self,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GPtrArray      *ebb_store_list_edits_finish (EbbStore             *self,
                                             GAsyncResult         *result,
                                             GError              **error);
void            ebb_store_erase             (EbbStore             *self);
void            ebb_store_flush             (EbbStore             *self);

G_END_DECLS

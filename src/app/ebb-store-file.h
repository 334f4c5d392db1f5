/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-answer.h"
#include "app/ebb-edit.h"

G_BEGIN_DECLS

/**
 * EbbStoreProblem:
 * @EBB_STORE_PROBLEM_NONE: all is kept
 * @EBB_STORE_PROBLEM_SET_ASIDE: what was kept could not be read; it was set aside and a new store begun
 * @EBB_STORE_PROBLEM_NEWER: a newer Ebb has kept it; it is left alone, and nothing is kept this time
 * @EBB_STORE_PROBLEM_READ_ONLY: it can be read, but nothing written
 * @EBB_STORE_PROBLEM_FULL: there is no room left
 * @EBB_STORE_PROBLEM_UNUSABLE: it can neither be read nor made
 *
 * What keeps a store from keeping.
 */
typedef enum
{
  EBB_STORE_PROBLEM_NONE,
  EBB_STORE_PROBLEM_SET_ASIDE,
  EBB_STORE_PROBLEM_NEWER,
  EBB_STORE_PROBLEM_READ_ONLY,
  EBB_STORE_PROBLEM_FULL,
  EBB_STORE_PROBLEM_UNUSABLE,
  EBB_STORE_PROBLEM_N
} EbbStoreProblem;

typedef struct _EbbStoreFile EbbStoreFile;

EbbStoreFile   *ebb_store_file_open        (const char      *path);
void            ebb_store_file_close       (EbbStoreFile    *self);
EbbStoreProblem ebb_store_file_get_problem (EbbStoreFile    *self);
gboolean        ebb_store_file_put_answer  (EbbStoreFile    *self,
                                            const char      *key,
                                            const EbbAnswer *answer);
EbbAnswer      *ebb_store_file_get_answer  (EbbStoreFile    *self,
                                            const char      *key);
gboolean        ebb_store_file_put_edit    (EbbStoreFile    *self,
                                            const EbbEdit   *edit);
gboolean        ebb_store_file_remove_edit (EbbStoreFile    *self,
                                            EbbEditKind      kind,
                                            const char      *device_id);
GPtrArray      *ebb_store_file_list_edits  (EbbStoreFile    *self);
void            ebb_store_file_erase       (EbbStoreFile    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbStoreFile, ebb_store_file_close)

G_END_DECLS

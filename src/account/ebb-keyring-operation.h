/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsecret/secret.h>

#include "account/ebb-keyring-problem.h"
#include "account/ebb-token-store.h"

G_BEGIN_DECLS

typedef struct _EbbKeyringOperation EbbKeyringOperation;

/**
 * EbbKeyringStep:
 * @operation: the operation
 *
 * What an operation does next. It may have been given up in the meantime: then its @task is %NULL.
 */
typedef void (*EbbKeyringStep) (EbbKeyringOperation *operation);

struct _EbbKeyringOperation
{
  EbbTokenStore *store; /* (owned) */
  SecretSchema *schema; /* (owned) */
  GTask *task;          /* (owned) (nullable): until it is answered */
  GSource *timer;       /* (owned) (nullable): likewise */
  GSource *cancelled;   /* (owned) (nullable): likewise */

  EbbKeyringStep found; /* (nullable): next when the items are known; NULL when they do not matter */
  EbbKeyringStep ready; /* (nullable): next when the default collection is known to be there */

  EbbTokenKey *key;             /* (owned) (nullable): NULL is all */
  EbbToken *token;              /* (owned) (nullable): to store */
  guint number;                 /* of the store operation */
  SecretService *service;       /* (owned) (nullable) */
  SecretCollection *collection; /* (owned) (nullable) */
  GList *open_items;            /* (owned) (element-type SecretItem): the newest first */
  GList *locked_items;          /* (owned) (element-type SecretItem): likewise */
};

EbbKeyringOperation *ebb_keyring_operation_new             (EbbTokenStore       *store,
                                                            SecretSchema        *schema,
                                                            const EbbTokenKey   *key,
                                                            guint                patience_s,
                                                            GCancellable        *cancellable,
                                                            GAsyncReadyCallback  callback,
                                                            gpointer             user_data);
EbbKeyringOperation *ebb_keyring_operation_ref             (EbbKeyringOperation *operation);
void                 ebb_keyring_operation_unref           (EbbKeyringOperation *operation);
GHashTable          *ebb_keyring_operation_get_attributes  (EbbKeyringOperation *operation);
void                 ebb_keyring_operation_begin           (EbbKeyringOperation *operation);
void                 ebb_keyring_operation_find_collection (EbbKeyringOperation *operation);
GTask               *ebb_keyring_operation_end             (EbbKeyringOperation *operation);
void                 ebb_keyring_operation_succeed         (EbbKeyringOperation *operation);
void                 ebb_keyring_operation_fail            (EbbKeyringOperation *operation,
                                                            EbbKeyringProblem    problem,
                                                            const char          *message);
void                 ebb_keyring_operation_fail_with       (EbbKeyringOperation *operation,
                                                            const GError        *error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbKeyringOperation, ebb_keyring_operation_unref)

G_END_DECLS

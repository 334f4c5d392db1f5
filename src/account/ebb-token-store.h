/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "account/ebb-environment.h"
#include "account/ebb-token.h"

G_BEGIN_DECLS

/**
 * EbbTokenKey:
 * @account_id: a UUID
 * @environment: where the token is valid
 *
 * What a token is stored under. Nothing of it is secret.
 */
typedef struct
{
  char           *account_id;
  EbbEnvironment *environment;
} EbbTokenKey;

EbbTokenKey *ebb_token_key_new  (const char     *account_id,
                                 EbbEnvironment *environment);
void         ebb_token_key_free (EbbTokenKey    *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbTokenKey, ebb_token_key_free)

/**
 * EbbTokenStore:
 *
 * Where tokens are kept. An implementation answers each operation with a #GTask: store, clear and unlock return a
 * boolean, lookup an #EbbToken, list a #GPtrArray of #EbbTokenKey. Leaving @unlock_async out means that there is
 * nothing to unlock.
 */
#define EBB_TYPE_TOKEN_STORE (ebb_token_store_get_type ())
G_DECLARE_INTERFACE (EbbTokenStore, ebb_token_store, EBB, TOKEN_STORE, GObject)

struct _EbbTokenStoreInterface
{
  GTypeInterface parent_iface;

  gboolean  (*is_persistent) (EbbTokenStore       *self);
  void      (*store_async)   (EbbTokenStore       *self,
                              const EbbTokenKey   *key,
                              EbbToken            *token,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
  void      (*lookup_async)  (EbbTokenStore       *self,
                              const EbbTokenKey   *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
  void      (*clear_async)   (EbbTokenStore       *self,
                              const EbbTokenKey   *key,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
  void      (*list_async)    (EbbTokenStore       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
  void      (*unlock_async)  (EbbTokenStore       *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
};

gboolean   ebb_token_store_is_persistent (EbbTokenStore        *self);
void       ebb_token_store_store_async   (EbbTokenStore        *self,
                                          const EbbTokenKey    *key,
                                          EbbToken             *token,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   ebb_token_store_store_finish  (EbbTokenStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void       ebb_token_store_lookup_async  (EbbTokenStore        *self,
                                          const EbbTokenKey    *key,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
EbbToken  *ebb_token_store_lookup_finish (EbbTokenStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void       ebb_token_store_clear_async   (EbbTokenStore        *self,
                                          const EbbTokenKey    *key,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   ebb_token_store_clear_finish  (EbbTokenStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void       ebb_token_store_list_async    (EbbTokenStore        *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GPtrArray *ebb_token_store_list_finish   (EbbTokenStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void       ebb_token_store_unlock_async  (EbbTokenStore        *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   ebb_token_store_unlock_finish (EbbTokenStore        *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS

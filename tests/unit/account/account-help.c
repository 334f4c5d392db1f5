/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of accounts share: making tokens, and waiting for the end of an operation. */

#include "account-help.h"

#include <string.h>

static char *
encode (const char *text)
{
  char *code = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (code, "+", '-');
  g_strdelimit (code, "/", '_');
  *strchrnul (code, '=') = '\0';

  return code;
}

/* A token with a signature that nobody could verify; only servers try. */
char *
help_make_token (const char *header,
                 const char *claims)
{
  g_autofree char *first = encode (header);
  g_autofree char *second = encode (claims);
  g_autofree char *third = encode ("signed, in a manner of speaking");

  return g_strjoin (".", first, second, third, NULL);
}

EbbToken *
help_new_token (const char *subject)
{
  g_autofree char *claims = g_strdup_printf ("{\"sub\":\"%s\",\"exp\":4102444800}", subject);
  g_autofree char *text = help_make_token ("{\"alg\":\"RS256\"}", claims);
  EbbToken *token = ebb_token_new (text);

  g_assert_nonnull (ebb_token_get_text (token));

  return token;
}

void
help_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
help_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

gboolean
help_store (EbbTokenStore      *store,
            const EbbTokenKey  *key,
            EbbToken           *token,
            GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_token_store_store_async (store, key, token, NULL, help_done_cb, &result);

  return ebb_token_store_store_finish (store, help_wait (&result), error);
}

EbbToken *
help_lookup (EbbTokenStore      *store,
             const EbbTokenKey  *key,
             GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_token_store_lookup_async (store, key, NULL, help_done_cb, &result);

  return ebb_token_store_lookup_finish (store, help_wait (&result), error);
}

gboolean
help_clear (EbbTokenStore      *store,
            const EbbTokenKey  *key,
            GError            **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_token_store_clear_async (store, key, NULL, help_done_cb, &result);

  return ebb_token_store_clear_finish (store, help_wait (&result), error);
}

GPtrArray *
help_list (EbbTokenStore  *store,
           GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ebb_token_store_list_async (store, NULL, help_done_cb, &result);

  return ebb_token_store_list_finish (store, help_wait (&result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the keyring share. The keyring is a real one, on a bus of the test's own, and what is in it is
 * looked at with secret-tool, which knows nothing of Ebb. */

#include "keyring-help.h"

#include <string.h>

#include "account-help.h"
#include "account/ebb-keyring-store.h"
#include "base/ebb-error.h"

/* No answer that does not depend on a person may take longer. */
#define BOUND_US (2 * G_USEC_PER_SEC)

static GMutex log_lock;
static GString *log_text;

void
help_keyring_set_up (Keyring       *keyring,
                     gconstpointer  data)
{
  g_autofree char *id = g_uuid_string_random ();

  keyring->store = ebb_keyring_store_new (HELP_APPLICATION_ID);
  keyring->environment = ebb_environment_new_production ();
  keyring->key = ebb_token_key_new (id, keyring->environment);
  /* Made from the account's id, so that another process knows what to expect. */
  keyring->token = help_new_token (id);
}

void
help_keyring_tear_down (Keyring       *keyring,
                        gconstpointer  data)
{
  help_log_assert_keeps_secret (keyring->token);
  g_assert_finalize_object (keyring->store);
  ebb_token_key_free (keyring->key);
  g_object_unref (keyring->environment);
  g_object_unref (keyring->token);
}

/* Returns what secret-tool says about the items that match, secrets, labels and attributes together. */
char *
help_secret_tool (const char *verb,
                  const char *attribute,
                  const char *value)
{
  g_autoptr (GSubprocess) tool = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_search = g_str_equal (verb, "search");
  char *text = NULL;

  tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, "secret-tool", verb,
                           is_search ? "--all" : attribute, is_search ? attribute : value, is_search ? value : NULL, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (tool, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

guint
help_count (const char *haystack,
            const char *needle)
{
  guint count = 0;

  for (const char *p = strstr (haystack, needle); p != NULL; p = strstr (p + 1, needle))
    count++;

  return count;
}

static GVariant *
call (const char         *name,
      const char         *path,
      const char         *interface,
      const char         *method,
      GVariant           *parameters,
      const GVariantType *type)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, type,
                                                 G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, &error);

  g_assert_no_error (error);

  return reply;
}

void
help_lock (void)
{
  const char *const collections[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GVariant) reply = call ("org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
                                     "Lock", g_variant_new ("(^ao)", collections), G_VARIANT_TYPE ("(aoo)"));
}

gboolean
help_has_owner (const char *name)
{
  g_autoptr (GVariant) reply = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                     g_variant_new ("(s)", name), G_VARIANT_TYPE ("(b)"));
  gboolean has_owner;

  g_variant_get (reply, "(b)", &has_owner);

  return has_owner;
}

pid_t
help_get_keyring_pid (void)
{
  g_autoptr (GVariant) reply = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "GetConnectionUnixProcessID", g_variant_new ("(s)", "org.freedesktop.secrets"),
                                     G_VARIANT_TYPE ("(u)"));
  guint32 pid;

  g_variant_get (reply, "(u)", &pid);

  return (pid_t) pid;
}

static void
assert_problem (GError            *error,
                EbbKeyringProblem  problem,
                gint64            *begun_us)
{
  g_assert_error (error, EBB_ERROR, EBB_ERROR_KEYRING);
  g_assert_cmpint (ebb_keyring_problem_from_error (error), ==, problem);
  g_assert_cmpint (g_get_monotonic_time () - *begun_us, <, BOUND_US);
  g_error_free (error);
  *begun_us = g_get_monotonic_time ();
}

/* Every operation says the same, and soon. */
void
help_assert_nothing_works (Keyring           *keyring,
                           EbbKeyringProblem  problem)
{
  gint64 begun_us = g_get_monotonic_time ();
  GError *error = NULL;

  g_assert_null (help_list (keyring->store, &error));
  assert_problem (g_steal_pointer (&error), problem, &begun_us);
  g_assert_false (help_store (keyring->store, keyring->key, keyring->token, &error));
  assert_problem (g_steal_pointer (&error), problem, &begun_us);
}

static GLogWriterOutput
log_cb (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         user_data)
{
  g_mutex_lock (&log_lock);
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (log_text, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
  g_mutex_unlock (&log_lock);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/* From here on everything that GLib's log is given is kept, of all levels and domains, libsecret's too. */
void
help_log_begin (void)
{
  log_text = g_string_new (NULL);
  g_log_set_writer_func (log_cb, NULL, NULL);
  /* That of newer GLib's tests only comments, so that the writer would not hear of what is logged without fields. */
  g_log_set_default_handler (g_log_default_handler, NULL);
}

void
help_log_assert_keeps_secret (EbbToken *token)
{
  g_auto (GStrv) parts = g_strsplit (ebb_token_get_text (token), ".", -1);

  g_debug ("The log is being read");
  g_mutex_lock (&log_lock);
  g_assert_nonnull (strstr (log_text->str, "The log is being read"));
  g_assert_null (strstr (log_text->str, parts[1]));
  g_assert_null (strstr (log_text->str, parts[2]));
  g_mutex_unlock (&log_lock);
}

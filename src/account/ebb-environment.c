/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One of the fully separate worlds of the service. Keys, tokens and customers are never shared between two of them,
 * so everything that holds a token also holds its environment. Two environments are the same when their addresses
 * are, which is why the address is kept in one spelling only. */

#include "account/ebb-environment.h"

#include <glib/gi18n.h>
#include <string.h>

#include "http/ebb-uri-rules.h"

#define PRODUCTION_URI "https://api.emulate.network/"
#define STAGING_URI    "https://api.stage.emulate.network/"

struct _EbbEnvironment
{
  GObject parent_instance;

  const char *id;
  char *name;     /* (owned) (nullable): of a custom environment; the others are translated when asked */
  char *base_uri; /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbEnvironment, ebb_environment, G_TYPE_OBJECT)

static EbbEnvironment *
environment_new (const char *id,
                 const char *base_uri)
{
  EbbEnvironment *self = g_object_new (EBB_TYPE_ENVIRONMENT, NULL);

  self->id = id;
  self->base_uri = g_strdup (base_uri);

  return self;
}

static void
ebb_environment_finalize (GObject *object)
{
  EbbEnvironment *self = EBB_ENVIRONMENT (object);

  g_free (self->name);
  g_free (self->base_uri);

  G_OBJECT_CLASS (ebb_environment_parent_class)->finalize (object);
}

static void
ebb_environment_class_init (EbbEnvironmentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_environment_finalize;
}

static void
ebb_environment_init (EbbEnvironment *self)
{
}

/**
 * ebb_environment_new_production:
 *
 * Returns: (transfer full): where customers are
 */
EbbEnvironment *
ebb_environment_new_production (void)
{
  return environment_new ("production", PRODUCTION_URI);
}

/**
 * ebb_environment_new_staging:
 *
 * Returns: (transfer full): where retailers try things out
 */
EbbEnvironment *
ebb_environment_new_staging (void)
{
  return environment_new ("staging", STAGING_URI);
}

/**
 * ebb_environment_new_for_server:
 * @uri: an address as a person may type it: https, or http on this computer; spaces around it do not matter
 * @error: %EBB_ERROR_INVALID_INPUT
 *
 * Makes an environment from an address. The addresses of production and staging give just these.
 *
 * Returns: (transfer full): an environment
 */
EbbEnvironment *
ebb_environment_new_for_server (const char  *uri,
                                GError     **error)
{
  /* The rules are the transport's: it has the last word on what it would talk to. */
  g_autofree char *base_uri = ebb_uri_rules_normalize_base (uri, error);
  EbbEnvironment *self;
  const char *host;

  if (base_uri == NULL)
    return NULL;
  if (g_str_equal (base_uri, PRODUCTION_URI))
    return ebb_environment_new_production ();
  if (g_str_equal (base_uri, STAGING_URI))
    return ebb_environment_new_staging ();

  self = environment_new ("custom", base_uri);
  host = strstr (base_uri, "://") + 3;
  self->name = g_strndup (host, strcspn (host, "/"));

  return self;
}

/**
 * ebb_environment_get_id:
 * @self: an environment
 *
 * Returns: "production", "staging" or "custom"
 */
const char *
ebb_environment_get_id (EbbEnvironment *self)
{
  g_return_val_if_fail (EBB_IS_ENVIRONMENT (self), NULL);

  return self->id;
}

/**
 * ebb_environment_get_name:
 * @self: an environment
 *
 * Returns: what to call it, translated; for a custom one its host, with the port when it is not the usual one
 */
const char *
ebb_environment_get_name (EbbEnvironment *self)
{
  g_return_val_if_fail (EBB_IS_ENVIRONMENT (self), NULL);

  if (self->name != NULL)
    return self->name;

  return g_str_equal (self->id, "production") ? _("Production") : _("Staging");
}

/**
 * ebb_environment_get_base_uri:
 * @self: an environment
 *
 * Returns: its address, in one spelling, with a slash at the end
 */
const char *
ebb_environment_get_base_uri (EbbEnvironment *self)
{
  g_return_val_if_fail (EBB_IS_ENVIRONMENT (self), NULL);

  return self->base_uri;
}

/**
 * ebb_environment_equal:
 * @self: an environment
 * @other: another
 *
 * Returns: whether a token of one may be sent to the other
 */
gboolean
ebb_environment_equal (EbbEnvironment *self,
                       EbbEnvironment *other)
{
  g_return_val_if_fail (EBB_IS_ENVIRONMENT (self), FALSE);
  g_return_val_if_fail (EBB_IS_ENVIRONMENT (other), FALSE);

  return g_str_equal (self->base_uri, other->base_uri);
}

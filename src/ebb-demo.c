/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The demo: the sandbox in this process, in a thread of its own, asked over real HTTP like any other server. This file and
 * main are the only ones that know both sides. */

#include "ebb-demo.h"

#include "account/ebb-minted-credentials.h"
#include "sandbox/sandbox-server.h"

/* Any home will do, as long as it is the same one tomorrow. */
#define SEED 1

/* Long enough for a day of demonstration; a token that expires is renewed anyway. */
#define TOKEN_S (24 * 60 * 60)

struct _EbbDemo
{
  gint64 now_us;
  double speed;
  SandboxServer *server; /* (owned) (nullable): NULL until it is started */
};

static char *
mint (gpointer user_data)
{
  return sandbox_server_mint_token (SANDBOX_SERVER (user_data), TOKEN_S);
}

/**
 * ebb_demo_new:
 * @now_us: the time it begins at, microseconds since the Unix epoch, UTC; 0 for the system's
 * @speed: virtual seconds per real second
 *
 * Returns: (transfer full): a demo that does not run yet
 */
EbbDemo *
ebb_demo_new (gint64 now_us,
              double speed)
{
  EbbDemo *self = g_new0 (EbbDemo, 1);

  self->now_us = now_us;
  self->speed = speed;

  return self;
}

/**
 * ebb_demo_free:
 * @self: a demo
 *
 * Stops it.
 */
void
ebb_demo_free (EbbDemo *self)
{
  if (self->server != NULL)
    sandbox_server_stop (self->server);
  g_clear_object (&self->server);
  g_free (self);
}

/**
 * ebb_demo_start:
 * @self: a demo
 * @error: why it does not run
 *
 * Starts the sandbox, if it does not run yet.
 *
 * Returns: whether it runs
 */
gboolean
ebb_demo_start (EbbDemo  *self,
                GError  **error)
{
  SandboxOptions options = { .seed = SEED, .now_us = self->now_us, .speed = self->speed };

  if (self->server == NULL)
    self->server = sandbox_server_start (&options, error);

  return self->server != NULL;
}

/**
 * ebb_demo_open:
 * @clock: what time it is
 * @demo: the demo
 * @error: why it does not run
 *
 * Returns: (transfer full): a session with the demo home
 */
EbbSession *
ebb_demo_open (EbbClock  *clock,
               gpointer   demo,
               GError   **error)
{
  EbbDemo *self = demo;
  g_autoptr (EbbCredentials) credentials = NULL;

  if (!ebb_demo_start (self, error))
    return NULL;

  credentials = ebb_minted_credentials_new (mint, g_object_ref (self->server), g_object_unref);
  return ebb_session_new_for_demo (sandbox_server_get_uri (self->server), credentials, clock, error);
}

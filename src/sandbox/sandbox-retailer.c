/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the retailer does in the scenario that is played: which tokens, for how long, by which clock. Behind a lock that is
 * only held to read or write these three. */

#include "sandbox/sandbox-retailer.h"

struct _SandboxRetailer
{
  GMutex              mutex;
  SandboxTokenProblem problem;
  gint64              lifetime_s;
  gint64              skew_s;
};

SandboxRetailer *
sandbox_retailer_new (void)
{
  SandboxRetailer *self = g_new0 (SandboxRetailer, 1);

  g_mutex_init (&self->mutex);
  return self;
}

void
sandbox_retailer_free (SandboxRetailer *self)
{
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * sandbox_retailer_play:
 * @self: a retailer
 * @scenario: (transfer none): what is played from now on
 */
void
sandbox_retailer_play (SandboxRetailer *self,
                       SandboxScenario *scenario)
{
  g_mutex_lock (&self->mutex);
  self->problem = scenario->token_problem;
  self->lifetime_s = scenario->token_lifetime_s;
  self->skew_s = scenario->skew_s;
  g_mutex_unlock (&self->mutex);
}

/**
 * sandbox_retailer_get_time:
 * @self: a retailer
 *
 * Tokens live in the system's time, not in virtual time: the client that looks into them knows no other. The service's
 * clock may be off, though; the retailer's is off with it.
 *
 * Returns: microseconds since the Unix epoch, UTC
 */
gint64
sandbox_retailer_get_time (SandboxRetailer *self)
{
  gint64 skew_s;

  g_mutex_lock (&self->mutex);
  skew_s = self->skew_s;
  g_mutex_unlock (&self->mutex);
  return g_get_real_time () + skew_s * G_USEC_PER_SEC;
}

/**
 * sandbox_retailer_mint:
 * @self: a retailer
 * @expires_in_s: for how long the token is valid, seconds, unless the scenario says
 *
 * Returns: (transfer full): the token that the retailer hands out in this scenario
 */
char *
sandbox_retailer_mint (SandboxRetailer *self,
                       gint64           expires_in_s)
{
  SandboxTokenProblem problem;

  g_mutex_lock (&self->mutex);
  problem = self->problem;
  if (self->lifetime_s != 0)
    expires_in_s = self->lifetime_s;
  g_mutex_unlock (&self->mutex);
  return sandbox_token_mint (problem, sandbox_retailer_get_time (self), expires_in_s);
}

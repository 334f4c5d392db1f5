/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What became of one operation that was tried. */

#include "api/ebb-check-result.h"

#include <string.h>

#include "base/ebb-error.h"
#include "base/ebb-json-compare.h"

/* Members that the contract has absent where they do not apply, for a kind of device or without a reason to be there. */
static const char *const optional[] = {
  "telemetry.", "ready_by", "minimum_state_of_charge", "target_state_of_charge", "energy_need_kwh", "maximum_current_a", "maximum_price",
  "comfort", "hot_water", "reserve", "limits", NULL,
};

static gboolean
is_optional (const char *path)
{
  const char *bare = g_str_has_prefix (path, "devices[].") ? path + strlen ("devices[].") : path;

  for (guint i = 0; optional[i] != NULL; i++)
    if (g_str_has_prefix (bare, optional[i]))
      return TRUE;

  return FALSE;
}

/* Takes @paths. */
static char **
without_optional (char **paths)
{
  g_auto (GStrv) all = paths;
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();

  for (char **path = all; *path != NULL; path++)
    if (!is_optional (*path))
      g_strv_builder_add (left, *path);

  return g_strv_builder_end (left);
}

/**
 * ebb_check_result_new:
 * @method: "GET"
 * @template: the operation's path as the contract writes it
 * @purpose: (nullable): a literal: what it was asked for
 * @verdict: what became of it, as far as is known
 *
 * Returns: (transfer full): a result without members that differ
 */
EbbCheckResult *
ebb_check_result_new (const char      *method,
                      const char      *template,
                      const char      *purpose,
                      EbbCheckVerdict  verdict)
{
  EbbCheckResult *self = g_new0 (EbbCheckResult, 1);

  self->operation = g_strconcat (method, " ", template, NULL);
  self->purpose = purpose;
  self->verdict = verdict;
  self->missing = g_new0 (char *, 1);
  self->unknown = g_new0 (char *, 1);

  return self;
}

/**
 * ebb_check_result_free:
 * @self: a result
 */
void
ebb_check_result_free (EbbCheckResult *self)
{
  g_free (self->operation);
  g_free (self->detail);
  g_strfreev (self->missing);
  g_strfreev (self->unknown);
  g_free (self);
}

/**
 * ebb_check_result_compare:
 * @self: a result
 * @shape: what the contract has, as ebb_json_compare() wants it
 * @body: what was answered
 *
 * Notes which members are missing and which are not known. Without JSON there are none, and the verdict is bad.
 *
 * Returns: whether it is JSON
 */
gboolean
ebb_check_result_compare (EbbCheckResult *self,
                          const char     *shape,
                          GBytes         *body)
{
  g_autoptr (GError) error = NULL;
  char **missing, **unknown;

  if (!ebb_json_compare (shape, body, &missing, &unknown, &error))
    {
      ebb_check_result_judge (self, EBB_CHECK_BAD, error->message);
      return FALSE;
    }

  g_strfreev (self->missing);
  g_strfreev (self->unknown);
  self->missing = without_optional (missing);
  self->unknown = unknown;
  return TRUE;
}

/**
 * ebb_check_result_judge:
 * @self: a result
 * @verdict: what became of it after all
 * @detail: (nullable): why
 */
void
ebb_check_result_judge (EbbCheckResult  *self,
                        EbbCheckVerdict  verdict,
                        const char      *detail)
{
  self->verdict = verdict;
  g_free (self->detail);
  self->detail = g_strdup (detail);
}

/**
 * ebb_check_result_fail:
 * @self: a result
 * @error: why there was no good answer
 */
void
ebb_check_result_fail (EbbCheckResult *self,
                       const GError   *error)
{
  EbbCheckVerdict verdict = EBB_CHECK_FAILED;

  if (g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND) || g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED))
    verdict = EBB_CHECK_NOT_OFFERED;
  else if (g_error_matches (error, EBB_ERROR, EBB_ERROR_BAD_REPLY))
    verdict = EBB_CHECK_BAD;
  self->status = ebb_error_get_status (error);
  ebb_check_result_judge (self, verdict, error->message);
}

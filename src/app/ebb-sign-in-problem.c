/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why a sign-in failed, in words for the person who tried. The words of base/ebb-error are for a home that is open
 * and looks after itself; here nothing happens until the person does something, and what is wrong is often the
 * address. */

#include "app/ebb-sign-in-problem.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"

/* The problem code of a connection that is not private. */
#define NOT_PRIVATE "tls"

static gboolean
matches (const GError *error,
         EbbErrorCode  code)
{
  return g_error_matches (error, EBB_ERROR, (int) code);
}

/* The server has the last word on the token, above all on its time, for this computer's clock may be wrong. But when
 * the server did not say what is wrong, or could not be asked at all, what can be seen from here is more use than
 * nothing. */
static EbbTokenProblem
find_token_problem (EbbToken     *token,
                    const GError *error,
                    gint64        now_us)
{
  EbbTokenProblem said = ebb_token_problem_from_server (error);
  EbbTokenProblem seen;

  /* Once signed in this may be about one thing only; a token that may not even list its facilities is of no use. */
  if (said == EBB_TOKEN_PROBLEM_NONE && matches (error, EBB_ERROR_DENIED) && ebb_error_get_status (error) == 403)
    said = EBB_TOKEN_PROBLEM_REFUSED;
  if (said != EBB_TOKEN_PROBLEM_REFUSED && !matches (error, EBB_ERROR_OFFLINE) && !matches (error, EBB_ERROR_TIMEOUT))
    return said;

  seen = ebb_token_diagnose (token, now_us);
  return seen != EBB_TOKEN_PROBLEM_NONE ? seen : said;
}

static gboolean
is_other_service (const GError *error)
{
  /* What came as JSON and whole, and only reads wrong, is from the service itself: it has no status with it. */
  return matches (error, EBB_ERROR_NOT_FOUND) || matches (error, EBB_ERROR_NOT_SUPPORTED) ||
         (matches (error, EBB_ERROR_BAD_REPLY) && ebb_error_get_status (error) != 0 &&
          ebb_error_get_problem_code (error) == NULL);
}

static void
describe_error (EbbSignInProblem *problem,
                EbbEnvironment   *environment,
                const GError     *error)
{
  gboolean is_custom = g_str_equal (ebb_environment_get_id (environment), "custom");

  problem->title = ebb_error_get_title (error);
  problem->advice = ebb_error_get_advice (error);

  if (matches (error, EBB_ERROR_OFFLINE) && g_strcmp0 (ebb_error_get_problem_code (error), NOT_PRIVATE) == 0)
    {
      problem->title = _("The connection is not private");
      problem->advice = _("The server could not prove who it is, so the token was not sent. Check whether this "
                          "computer’s clock is right and whether a network’s sign-in page is in the way.");
    }
  else if (matches (error, EBB_ERROR_OFFLINE))
    problem->advice = is_custom ? _("Check the network and the server address, then try again.")
                                : _("Check the network, then try again.");
  else if (is_other_service (error))
    {
      problem->title = _("The service did not answer as it should");
      problem->advice = is_custom ? _("Something else may be at this server address. Check it, then try again.")
                                  : _("A network’s sign-in page may be in the way. Check the network, then try again.");
    }
}

/**
 * ebb_sign_in_problem_new:
 * @token: what was entered
 * @environment: (nullable): where it was tried; %NULL when the server's address could not be used
 * @error: what came of it; not a cancellation
 * @now_us: the time, microseconds since the Unix epoch, UTC
 *
 * Returns: (transfer full): the words for it
 */
EbbSignInProblem *
ebb_sign_in_problem_new (EbbToken       *token,
                         EbbEnvironment *environment,
                         const GError   *error,
                         gint64          now_us)
{
  EbbSignInProblem *problem = g_new0 (EbbSignInProblem, 1);
  EbbTokenProblem token_problem = find_token_problem (token, error, now_us);

  if (token_problem != EBB_TOKEN_PROBLEM_NONE)
    {
      problem->field = EBB_SIGN_IN_FIELD_TOKEN;
      problem->title = ebb_token_problem_get_title (token_problem);
      problem->advice = ebb_token_problem_get_advice (token_problem);
      problem->detail = ebb_token_dup_detail (token, token_problem, now_us);
    }
  else if (environment != NULL)
    describe_error (problem, environment, error);
  else
    {
      problem->field = EBB_SIGN_IN_FIELD_SERVER;
      problem->title = _("This is not a server address");
      problem->advice = _("Enter an address that begins with https://. For a server on this computer, http:// will do.");
    }

  return problem;
}

/**
 * ebb_sign_in_problem_free:
 * @problem: a problem
 */
void
ebb_sign_in_problem_free (EbbSignInProblem *problem)
{
  g_free (problem->detail);
  g_free (problem);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one error domain. An error's message is for the log; what a person reads comes from the tables below, so that no
 * server's wording and no address ever reaches the screen. */

#include "base/ebb-error.h"

#include <glib/gi18n.h>

typedef struct
{
  guint status;       /* HTTP status, 0 when there was no answer */
  char *problem_code; /* (owned) (nullable): `code` of the problem document */
  gint64 wait_us;     /* how long the service wants to be left alone, 0 when it does not say */
} EbbErrorPrivate;

static void
ebb_error_private_init (EbbErrorPrivate *priv)
{
}

static void
ebb_error_private_copy (const EbbErrorPrivate *src,
                        EbbErrorPrivate       *dest)
{
  dest->status = src->status;
  dest->problem_code = g_strdup (src->problem_code);
  dest->wait_us = src->wait_us;
}

static void
ebb_error_private_clear (EbbErrorPrivate *priv)
{
  g_free (priv->problem_code);
}

G_DEFINE_EXTENDED_ERROR (EbbError, ebb_error)

typedef struct
{
  const char *title;
  const char *advice;
} Words;

#define SIGN_IN_AGAIN N_("Please sign in again")

static const Words words[] = {
  [EBB_ERROR_OFFLINE] = { N_("No connection"), N_("Check the network. Ebb tries again by itself.") },
  [EBB_ERROR_TIMEOUT] = { N_("The service is not answering"), N_("Try again in a moment.") },
  [EBB_ERROR_SIGNED_OUT] = { SIGN_IN_AGAIN, N_("Your sign-in is no longer accepted.") },
  [EBB_ERROR_DENIED] = { N_("Not allowed"), N_("Your retailer’s service did not permit this.") },
  [EBB_ERROR_NOT_FOUND] = { N_("Not found"), N_("It is no longer there. It may have been removed elsewhere.") },
  [EBB_ERROR_NOT_SUPPORTED] = { N_("Not available"), N_("Your retailer’s service does not report this.") },
  [EBB_ERROR_CONFLICT] = { N_("Changed elsewhere"), N_("Someone changed this in the meantime.") },
  [EBB_ERROR_INVALID_INPUT] = { N_("That cannot be used"), N_("Check what you entered.") },
  [EBB_ERROR_TOO_MANY] = { N_("Too many requests"), N_("Wait a minute, then try again.") },
  [EBB_ERROR_SERVER] = { N_("The service has a problem"), N_("It is not your fault. Try again in a moment.") },
  [EBB_ERROR_BAD_REPLY] = { N_("The answer could not be read"),
                            N_("The service sent something unexpected. Try again in a moment.") },
  [EBB_ERROR_KEYRING] = { N_("The keyring cannot be used"), N_("Your sign-in lasts until you close Ebb.") },
  [EBB_ERROR_CANCELLED_BY_USER] = { N_("Cancelled"), N_("Nothing was changed.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == EBB_ERROR_N_CODES);

static const Words unknown_words = { N_("Something went wrong"), N_("Try again in a moment.") };

/* Where the server says more than its status, by the `code` of its problem document. */
static const struct
{
  const char *code;
  EbbErrorCode error;
  Words words;
} special_words[] = {
  /* No failure of the network: somebody else may be listening, so nothing was said to the server. */
  { "tls", EBB_ERROR_OFFLINE,
    { N_("The connection is not private"),
      N_("Nothing was sent, since the server could not prove who it is. Check the date of this computer, and try another network.") } },
  { "token_expired", EBB_ERROR_SIGNED_OUT, { SIGN_IN_AGAIN, N_("Your sign-in has expired.") } },
  { "token_not_yet_valid", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("Your sign-in is not valid yet. Check the clock of this computer, or wait.") } },
  { "token_malformed", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("What you signed in with is not a token. Ask your retailer for a new one.") } },
  { "token_wrong_algorithm", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("Your token is signed in another way than RS256, which the service does not accept. Tell your retailer.") } },
  { "token_wrong_environment", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("Your token belongs to the other environment. Choose the one that it was made for.") } },
  { "token_retailer_api_key", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("Your token was signed with a key for retailers’ own systems. Tell your retailer.") } },
  { "token_wrong_retailer", EBB_ERROR_SIGNED_OUT,
    { SIGN_IN_AGAIN, N_("Your token names another retailer than the one who signed it. Tell your retailer.") } },
};

static const Words *
words_for (const GError *error)
{
  if (error->domain != EBB_ERROR || error->code < 0 || error->code >= EBB_ERROR_N_CODES)
    return &unknown_words;
  for (guint i = 0; i < G_N_ELEMENTS (special_words); i++)
    if ((int) special_words[i].error == error->code && g_strcmp0 (ebb_error_get_problem_code (error), special_words[i].code) == 0)
      return &special_words[i].words;

  return &words[error->code];
}

/**
 * ebb_error_new_http:
 * @code: an #EbbErrorCode
 * @status: the HTTP status, or 0 when there was no answer
 * @problem_code: (nullable): the `code` member of the problem document, if there was one
 * @format: a message for the log; never a token, never a body
 *
 * Makes an error that remembers what the server answered.
 *
 * Returns: (transfer full): a new error in the domain %EBB_ERROR
 */
GError *
ebb_error_new_http (EbbErrorCode code,
                    guint        status,
                    const char  *problem_code,
                    const char  *format,
                    ...)
{
  va_list args;
  GError *error;
  EbbErrorPrivate *priv;

  va_start (args, format);
  error = g_error_new_valist (EBB_ERROR, code, format, args);
  va_end (args);

  priv = ebb_error_get_private (error);
  priv->status = status;
  priv->problem_code = g_strdup (problem_code);

  return error;
}

/**
 * ebb_error_get_status:
 * @error: any error
 *
 * Returns: the HTTP status that caused @error, or 0
 */
guint
ebb_error_get_status (const GError *error)
{
  return error->domain == EBB_ERROR ? ebb_error_get_private (error)->status : 0;
}

/**
 * ebb_error_get_problem_code:
 * @error: any error
 *
 * Returns: (nullable): the server's own `code` for what went wrong. A hint only: a client must work without it.
 */
const char *
ebb_error_get_problem_code (const GError *error)
{
  return error->domain == EBB_ERROR ? ebb_error_get_private (error)->problem_code : NULL;
}

/**
 * ebb_error_set_wait:
 * @error: an error in the domain %EBB_ERROR
 * @wait_us: how long the service wants to be left alone, microseconds
 *
 * Notes what the service asked for (`Retry-After`).
 */
void
ebb_error_set_wait (GError *error,
                    gint64  wait_us)
{
  ebb_error_get_private (error)->wait_us = wait_us;
}

/**
 * ebb_error_get_wait:
 * @error: any error
 *
 * Returns: how long the service wants to be left alone, microseconds, at most %EBB_ERROR_LONGEST_WAIT; 0 when it does not say
 */
gint64
ebb_error_get_wait (const GError *error)
{
  return error->domain == EBB_ERROR ? MIN (ebb_error_get_private (error)->wait_us, EBB_ERROR_LONGEST_WAIT) : 0;
}

/**
 * ebb_error_is_of_service:
 * @error: any error
 *
 * Returns: whether the service itself failed; asked the same again it may do better, or never
 */
gboolean
ebb_error_is_of_service (const GError *error)
{
  return g_error_matches (error, EBB_ERROR, EBB_ERROR_SERVER) || g_error_matches (error, EBB_ERROR, EBB_ERROR_BAD_REPLY);
}

/**
 * ebb_error_is_not_offered:
 * @error: (nullable): any error
 *
 * Returns: whether the service does not know what was asked of it. Where the question names something, that may be what it does not know.
 */
gboolean
ebb_error_is_not_offered (const GError *error)
{
  return g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_FOUND) || g_error_matches (error, EBB_ERROR, EBB_ERROR_NOT_SUPPORTED);
}

/**
 * ebb_error_may_pass:
 * @error: any error
 *
 * Returns: whether the same may succeed later, without anything else being asked: when there is a connection again, when someone has
 *   signed in again, when the service has recovered
 */
gboolean
ebb_error_may_pass (const GError *error)
{
  return g_error_matches (error, EBB_ERROR, EBB_ERROR_OFFLINE) || g_error_matches (error, EBB_ERROR, EBB_ERROR_TIMEOUT) ||
         g_error_matches (error, EBB_ERROR, EBB_ERROR_SIGNED_OUT) || g_error_matches (error, EBB_ERROR, EBB_ERROR_TOO_MANY) ||
         ebb_error_is_of_service (error);
}

/**
 * ebb_error_get_title:
 * @error: any error
 *
 * Returns: (transfer none): what happened, in two to five translated words without a full stop
 */
const char *
ebb_error_get_title (const GError *error)
{
  return _(words_for (error)->title);
}

/**
 * ebb_error_get_advice:
 * @error: any error
 *
 * Returns: (transfer none): what it means or what to do, in one or two translated sentences
 */
const char *
ebb_error_get_advice (const GError *error)
{
  return _(words_for (error)->advice);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define EBB_ERROR (ebb_error_quark ())

/**
 * EbbErrorCode:
 * @EBB_ERROR_OFFLINE: the server cannot be reached from here
 * @EBB_ERROR_TIMEOUT: the server did not answer in time
 * @EBB_ERROR_SIGNED_OUT: the token is missing, expired or refused
 * @EBB_ERROR_DENIED: signed in, but this is not allowed
 * @EBB_ERROR_NOT_FOUND: it is not there (any more)
 * @EBB_ERROR_NOT_SUPPORTED: the retailer's service does not offer this
 * @EBB_ERROR_CONFLICT: it was changed elsewhere in the meantime
 * @EBB_ERROR_INVALID_INPUT: what was entered cannot be used
 * @EBB_ERROR_TOO_MANY: too many requests; wait
 * @EBB_ERROR_SERVER: the server failed
 * @EBB_ERROR_BAD_REPLY: the server's answer cannot be read
 * @EBB_ERROR_KEYRING: the system keyring cannot be used
 * @EBB_ERROR_CANCELLED_BY_USER: the user said no
 *
 * What went wrong, by what the user can do about it. A cancelled operation is not among them: it stays
 * %G_IO_ERROR_CANCELLED and is never shown.
 */
typedef enum
{
  EBB_ERROR_OFFLINE,
  EBB_ERROR_TIMEOUT,
  EBB_ERROR_SIGNED_OUT,
  EBB_ERROR_DENIED,
  EBB_ERROR_NOT_FOUND,
  EBB_ERROR_NOT_SUPPORTED,
  EBB_ERROR_CONFLICT,
  EBB_ERROR_INVALID_INPUT,
  EBB_ERROR_TOO_MANY,
  EBB_ERROR_SERVER,
  EBB_ERROR_BAD_REPLY,
  EBB_ERROR_KEYRING,
  EBB_ERROR_CANCELLED_BY_USER,
  EBB_ERROR_N_CODES
} EbbErrorCode;

/* Whoever wants to be left alone is taken at his word only so far, microseconds. */
#define EBB_ERROR_LONGEST_WAIT G_TIME_SPAN_HOUR

GQuark      ebb_error_quark            (void);
GError     *ebb_error_new_http         (EbbErrorCode  code,
                                        guint         status,
                                        const char   *problem_code,
                                        const char   *format,
                                        ...) G_GNUC_PRINTF (4, 5);
guint       ebb_error_get_status       (const GError *error);
const char *ebb_error_get_problem_code (const GError *error);
gboolean    ebb_error_is_not_offered         (const GError *error);
gboolean    ebb_error_may_pass         (const GError *error);
void        ebb_error_set_wait         (GError *error,
                                        gint64  wait_us);
gint64      ebb_error_get_wait         (const GError *error);
gboolean    ebb_error_is_of_service    (const GError *error);
const char *ebb_error_get_title        (const GError *error);
const char *ebb_error_get_advice       (const GError *error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the service answered, as it is remembered: its own text, to be read as strictly as when it came. */

#include "app/ebb-answer.h"

/**
 * ebb_answer_new:
 * @body: what the service answered
 * @etag: (nullable): its entity tag
 * @received_at_us: when, microseconds since 1970
 *
 * Returns: (transfer full): an answer
 */
EbbAnswer *
ebb_answer_new (GBytes     *body,
                const char *etag,
                gint64      received_at_us)
{
  EbbAnswer *answer = g_new (EbbAnswer, 1);

  answer->body = g_bytes_ref (body);
  answer->etag = g_strdup (etag);
  answer->received_at_us = received_at_us;

  return answer;
}

/**
 * ebb_answer_free:
 * @answer: (transfer full): an answer
 */
void
ebb_answer_free (EbbAnswer *answer)
{
  g_bytes_unref (answer->body);
  g_free (answer->etag);
  g_free (answer);
}

/**
 * ebb_answer_make_key:
 * @what: what was asked for, such as %EBB_ANSWER_SETTINGS
 * @id: of what
 *
 * Returns: (transfer full): what to keep the answer under
 */
char *
ebb_answer_make_key (const char *what,
                     const char *id)
{
  return g_strconcat (what, "/", id, NULL);
}

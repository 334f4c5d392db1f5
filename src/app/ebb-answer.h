/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * EbbAnswer:
 * @body: what the service answered
 * @etag: (nullable): its entity tag
 * @received_at_us: when, microseconds since 1970
 */
typedef struct
{
  GBytes *body;
  char   *etag;
  gint64  received_at_us;
} EbbAnswer;

EbbAnswer *ebb_answer_new      (GBytes     *body,
                                const char *etag,
                                gint64      received_at_us);
void       ebb_answer_free     (EbbAnswer  *answer);
char      *ebb_answer_make_key (const char *what,
                                const char *id);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EbbAnswer, ebb_answer_free)

/* What answers are kept under, with the id of what they are about. */
#define EBB_ANSWER_FACILITIES "facilities"
#define EBB_ANSWER_DEVICES "devices"
#define EBB_ANSWER_SETTINGS "settings"
#define EBB_ANSWER_REPORT "report"
#define EBB_ANSWER_PLAN "plan"
#define EBB_ANSWER_PRICES "prices"
#define EBB_ANSWER_SESSIONS "sessions"

G_END_DECLS

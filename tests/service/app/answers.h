/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * Answers:
 *
 * A service that answers what a test has put down for it. A request is named "GET facilities": its method and its path
 * below v1/customer/.
 */
typedef struct _Answers Answers;

Answers    *answers_new          (void);
void        answers_free         (Answers    *self);
char       *answers_dup_uri      (Answers    *self);
void        answers_set          (Answers    *self,
                                  const char *request,
                                  guint       status,
                                  const char *body);
void        answers_set_retry_after (Answers    *self,
                                  const char *request,
                                  const char *retry_after);
void        answers_set_etag     (Answers    *self,
                                  const char *request,
                                  const char *etag);
const char *answers_get_if_match (Answers    *self,
                                  const char *request);
void        answers_hold         (Answers    *self,
                                  const char *request);
guint       answers_n_held       (Answers    *self);
void        answers_release      (Answers    *self);
guint       answers_count        (Answers    *self,
                                  const char *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answers, answers_free)

G_END_DECLS

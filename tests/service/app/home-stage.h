/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "answers.h"
#include "app/ebb-home.h"
#include "sandbox/sandbox-server.h"
#include "tls-front.h"

G_BEGIN_DECLS

/**
 * HomeStage:
 *
 * A home, all the way down to a server.
 */
typedef struct
{
  SandboxServer *server; /* (owned) (nullable): NULL with a server of the test's own */
  TlsFront *front;       /* (owned) (nullable): what speaks TLS for it */
  EbbTransport *transport;
  EbbClock *clock;
  EbbHome *home;
} HomeStage;

HomeStage *home_stage_new_with_answers (Answers    *answers);
HomeStage *home_stage_new_sandbox      (void);
HomeStage *home_stage_new_behind_tls   (void);
HomeStage *home_stage_new_beside       (HomeStage  *other,
                                        const char *path);
void       home_stage_free             (HomeStage  *self);
void       home_stage_limit            (HomeStage  *self,
                                        guint       attempt_ms);
char      *home_stage_ask              (HomeStage  *self,
                                        const char *method,
                                        const char *path,
                                        const char *body);
void       home_stage_set_faults       (HomeStage  *self,
                                        const char *faults);
void       home_stage_play             (HomeStage  *self,
                                        const char *scenario);
void       home_stage_refresh          (HomeStage  *self);
EbbDevice *home_stage_get_device       (HomeStage  *self,
                                        guint       position);

void       home_stage_count_cb      (guint      *n);
guint      home_stage_watch         (const char *what);

/* Lets things happen until @condition holds; a minute is for ever. */
#define WAIT_UNTIL(condition) \
  G_STMT_START \
    { \
      guint watch_id = home_stage_watch (#condition); \
\
      while (!(condition)) \
        g_main_context_iteration (NULL, TRUE); \
      g_source_remove (watch_id); \
    } \
  G_STMT_END

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HomeStage, home_stage_free)

G_END_DECLS

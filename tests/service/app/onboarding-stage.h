/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "app/ebb-home.h"

G_BEGIN_DECLS

/* In every link that the stage gives out; it may be in no log. */
#define STAGE_SECRET "a-link-that-nobody-may-log"

typedef enum
{
  STAGE_HEALTHY,
  STAGE_HANGS_UP,    /* the connection ends without an answer */
  STAGE_HOLDS,       /* answers wait until the stage is healthy again */
} StageHealth;

/* A service with one facility and as many devices as a test likes. What it says of the session is in the fields. */
typedef struct
{
  SoupServer *server;       /* (owned) */
  char       *uri;          /* (owned) */
  GPtrArray  *held;         /* (element-type SoupServerMessage) (owned) */
  JsonNode   *request;      /* (owned) (nullable): the body that asked for the link */
  StageHealth health;
  guint       http_status;  /* of answers about the session; 200 */
  guint       n_devices;
  guint       n_unlisted;   /* so many of the last devices are not in the list yet */
  guint       n_reported;   /* so many of the last devices are called new by the session */
  const char *status;
  const char *failure;      /* (nullable) */
  const char *url;          /* (nullable): instead of a good one */
  const char *expires_at;
  guint       n_asked;      /* for the session */
  guint       n_renamed;
  guint       rename_status;
} Stage;

Stage   *stage_new          (void);
void     stage_free         (Stage       *stage);
void     stage_complete     (Stage       *stage,
                             guint        n_new);
void     stage_recover      (Stage       *stage);
EbbHome *stage_create_home  (Stage       *stage,
                             EbbClock    *clock);
const char *stage_get_asked (Stage       *stage,
                             const char  *member);
guint    stage_browse       (const char  *url);

#define stage_wait_until(condition)                                                                        \
  G_STMT_START                                                                                             \
    {                                                                                                      \
      gboolean stage_is_late = FALSE;                                                                      \
      guint stage_alarm = g_timeout_add_seconds (20, stage_alarm_cb, &stage_is_late);                      \
      while (!(condition) && !stage_is_late)                                                               \
        g_main_context_iteration (NULL, TRUE);                                                             \
      if (stage_is_late)                                                                                   \
        g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #condition);                                 \
      g_source_remove (stage_alarm);                                                                       \
    }                                                                                                      \
  G_STMT_END

gboolean stage_alarm_cb     (gpointer     is_late);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS

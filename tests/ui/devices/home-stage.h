/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sandbox/sandbox-server.h"
#include "ui/ebb-window.h"

/* 15 January 2026, 19:30 in Stockholm: a winter evening, and the time of the scenarios that tell one. */
#define STAGE_NOW (G_GINT64_CONSTANT (1768501800) * G_USEC_PER_SEC)

typedef struct
{
  GtkApplication *application;
  SandboxServer *server;
  EbbClock *clock;
  EbbContext *context;
  GSettings *settings; /* NULL: the window keeps nothing */
  GtkWidget *window;
} Stage;

void       stage_init          (int         *argc,
                                char      ***argv);
Stage     *stage_new           (const char  *scenario);
void       stage_free          (Stage       *stage);
void       stage_open          (Stage       *stage,
                                int          width,
                                int          height);
EbbHome   *stage_get_home      (Stage       *stage);
EbbDevice *stage_find_device   (Stage       *stage,
                                const char  *kind);
void       stage_refresh       (Stage       *stage);

JsonNode  *stage_control       (Stage       *stage,
                                const char  *method,
                                const char  *name,
                                const char  *body);
void       stage_break         (Stage       *stage,
                                const char  *faults);
JsonNode  *stage_get_settings  (Stage       *stage,
                                const char  *device_id);
void       stage_put_elsewhere (Stage       *stage,
                                const char  *device_id,
                                const char  *member,
                                double       value);

GtkWidget *stage_find          (GtkWidget   *widget,
                                GType        type,
                                const char  *property,
                                const char  *text);
GtkWidget *stage_find_type     (GtkWidget   *widget,
                                const char  *type_name);
gboolean   stage_shows         (GtkWidget   *widget,
                                const char  *text);
void       stage_click         (GtkWidget   *button);
gboolean   stage_is_enabled    (Stage       *stage,
                                const char  *action_name);
gboolean   stage_press         (Stage       *stage,
                                guint        keyval,
                                GdkModifierType modifiers);
void       stage_wait_for_end  (gpointer     object);

#define stage_wait_until(condition)                                                                        \
  G_STMT_START                                                                                             \
    {                                                                                                      \
      gboolean stage_is_late = FALSE;                                                                      \
      guint stage_alarm = g_timeout_add_seconds (30, stage_alarm_cb, &stage_is_late);                      \
      while (!(condition) && !stage_is_late)                                                               \
        g_main_context_iteration (NULL, TRUE);                                                             \
      if (stage_is_late)                                                                                   \
        g_error ("%s:%d: never came: %s", __FILE__, __LINE__, #condition);                                 \
      g_source_remove (stage_alarm);                                                                       \
    }                                                                                                      \
  G_STMT_END

gboolean   stage_alarm_cb      (gpointer     is_late);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libsoup/soup.h>

#include "app/ebb-session.h"
#include "ui/ebb-savings-view.h"

G_BEGIN_DECLS

/* What the service answers when it is asked for a report. */
typedef enum
{
  STAGE_WHOLE,     /* all that has been, nothing of the future */
  STAGE_GAPS,      /* a missing, a left-out and an estimated part, and the current one incomplete; the future as missing */
  STAGE_NEGATIVE,  /* every third part costs more than running at once */
  STAGE_MISSING,   /* every part is missing */
  STAGE_EMPTY,     /* no parts at all */
  STAGE_NULLS,     /* energy is known, money is not */
  STAGE_BROKEN,    /* half an answer */
  STAGE_NOT_FOUND, /* 404 */
  STAGE_CROWDED,   /* a thousand parts */
  STAGE_SILENT,    /* no answer until stage_answer() */
} StageAnswer;

typedef struct
{
  SoupServer *server;
  char *uri;
  EbbClock *clock;
  EbbSession *session;
  GtkWidget *window;
  GtkWidget *view;

  StageAnswer answer;
  guint n_facilities;
  guint n_reports;          /* how often a report was asked for */
  char *resolution;         /* of the last question */
  gint64 savings_ore;       /* what was answered last, summed up here */
  gint64 cost_ore;
  SoupServerMessage *waiting; /* not answered yet */
} Stage;

void       stage_init        (int        *argc,
                              char     ***argv);
Stage     *stage_new         (void);
void       stage_free        (Stage      *stage);
void       stage_open        (Stage      *stage,
                              int         width);
void       stage_answer      (Stage      *stage);
void       stage_wait        (Stage      *stage);
GtkWidget *stage_find        (Stage      *stage,
                              const char *id);
GtkWidget *stage_find_type   (GtkWidget  *widget,
                              GType       type);
GtkWidget *stage_find_text   (GtkWidget  *widget,
                              const char *text);
void       stage_click       (GtkWidget  *button);

#define STAGE_NOW (G_GINT64_CONSTANT (1795519800) * G_USEC_PER_SEC) /* Tuesday 24 November 2026, 12:30 in Stockholm */

G_END_DECLS

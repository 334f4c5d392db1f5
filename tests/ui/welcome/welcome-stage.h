/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/ebb-faulty-store.h"
#include "sandbox/sandbox-server.h"
#include "sandbox/sandbox-token.h"
#include "ui/ebb-problem-view.h"
#include "ui/ebb-welcome-page.h"

typedef struct
{
  SandboxServer *server; /* the make-believe service */
  EbbFaultyStore *store;     /* the keyring; its inner store says what is really in it */
  EbbAccounts *accounts;
  EbbContext *context;
  const char *demo_error; /* NULL when there is a demo */
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *token;
  GtkWidget *server_row;
  GtkWidget *place;
  GtkWidget *advanced;
  GtkWidget *sign_in;
  GtkWidget *cancel;
  GtkWidget *demo;
  GtkWidget *unlock;
  GtkWidget *spinner;
  EbbProblemView *token_problem;
  EbbProblemView *server_problem;
  EbbProblemView *demo_problem;
} Stage;

Stage     *stage_open         (EbbKeyringProblem    problem);
void       stage_close        (Stage               *self);
GtkWidget *stage_find         (Stage               *self,
                               const char          *id);
void       stage_settle       (void);
void       stage_use_sandbox  (Stage               *self);
void       stage_play         (Stage               *self,
                               const char          *scenario);
char      *stage_mint         (SandboxTokenProblem  problem);
void       stage_enter        (Stage               *self,
                               const char          *token);
void       stage_try          (Stage               *self);
void       stage_wait_for     (GtkWidget           *widget,
                               gboolean             is_visible);
char      *stage_dup_words    (EbbProblemView      *view);
GPtrArray *stage_list_kept    (Stage               *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_close)

#define stage_get_text(entry) gtk_editable_get_text (GTK_EDITABLE (entry))

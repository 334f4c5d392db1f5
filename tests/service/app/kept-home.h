/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "home-stage.h"

#include "app/ebb-settings-editor.h"

G_BEGIN_DECLS

#define SPO_PUT "PUT devices/{deviceId}/spo"

/**
 * KeptHome:
 *
 * A home that is there again after a restart.
 */
typedef struct
{
  char *folder; /* (owned) */
  char *path;   /* (owned): of its store */
  HomeStage *stage;
} KeptHome;

void               kept_home_set_up           (KeptHome          *self,
                                               gconstpointer      data);
void               kept_home_tear_down        (KeptHome          *self,
                                               gconstpointer      data);
void               kept_home_restart          (KeptHome          *self);
EbbOutbox         *kept_home_outbox           (KeptHome          *self);
const char        *kept_home_id               (KeptHome          *self,
                                               guint              position);
EbbSettingsEditor *kept_home_open_editor      (KeptHome          *self,
                                               guint              position);
void               kept_home_close_editor     (EbbSettingsEditor *editor);
void               kept_home_set_price        (EbbSettingsEditor *editor,
                                               double             price);
double             kept_home_get_price        (EbbSettingsEditor *editor);
void               kept_home_save_price       (KeptHome          *self,
                                               guint              position,
                                               double             price);
double             kept_home_get_server_price (KeptHome          *self,
                                               guint              position);
void               kept_home_set_fault        (KeptHome          *self,
                                               const char        *members);
void               kept_home_refresh_and_send (KeptHome          *self);

G_END_DECLS

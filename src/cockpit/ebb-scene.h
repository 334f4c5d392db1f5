/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-scenario-player.h"
#include "cockpit/ebb-look.h"
#include "ui/ebb-window.h"

G_BEGIN_DECLS

#define EBB_TYPE_SCENE (ebb_scene_get_type ())
G_DECLARE_FINAL_TYPE (EbbScene, ebb_scene, EBB, SCENE, GObject)

EbbScene          *ebb_scene_new          (EbbContext           *context,
                                           EbbScenarioPlayer    *player);
EbbContext        *ebb_scene_get_context  (EbbScene             *self);
EbbScenarioPlayer *ebb_scene_get_player   (EbbScene             *self);
EbbScenario       *ebb_scene_get_scenario (EbbScene             *self);
GTimeZone         *ebb_scene_dup_time_zone (EbbScene            *self);
const EbbLook     *ebb_scene_get_look     (EbbScene             *self);
const EbbLook     *ebb_scene_get_usual_look (EbbScene           *self);
const EbbLook     *ebb_scene_get_running_look (EbbScene         *self);
void               ebb_scene_set_running_look (EbbScene         *self,
                                           const EbbLook        *look);
void               ebb_scene_set_look     (EbbScene             *self,
                                           const EbbLook        *look);
gboolean           ebb_scene_foresee_look (EbbScene             *self,
                                           EbbScenario          *scenario,
                                           EbbLook              *look,
                                           GError              **error);
void               ebb_scene_set_patience (EbbScene             *self,
                                           guint                 patience_ms);
gboolean           ebb_scene_begin        (EbbScene             *self,
                                           EbbScenario          *scenario,
                                           GError              **error);
void               ebb_scene_end          (EbbScene             *self);
void               ebb_scene_open_async   (EbbScene             *self,
                                           EbbWindow            *window,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean           ebb_scene_open_finish  (EbbScene             *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS

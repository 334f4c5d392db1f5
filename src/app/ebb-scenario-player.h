/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-scenario.h"

G_BEGIN_DECLS

#define EBB_TYPE_SCENARIO_PLAYER (ebb_scenario_player_get_type ())
G_DECLARE_INTERFACE (EbbScenarioPlayer, ebb_scenario_player, EBB, SCENARIO_PLAYER, GObject)

/**
 * EbbScenarioPlayerInterface:
 * @list: see ebb_scenario_player_list()
 * @load: see ebb_scenario_player_load()
 * @play: see ebb_scenario_player_play()
 * @stop: see ebb_scenario_player_stop()
 * @set_time: see ebb_scenario_player_set_time()
 * @dup_device_id: see ebb_scenario_player_dup_device_id()
 * @play_person: see ebb_scenario_player_play_person()
 *
 * Whoever has a make-believe service that can be brought into named states. It is no part of the client: the program, which knows
 * both, implements it.
 */
struct _EbbScenarioPlayerInterface
{
  GTypeInterface parent_iface;

  GPtrArray   *(*list)          (EbbScenarioPlayer  *self,
                                 GError            **error);
  EbbScenario *(*load)          (EbbScenarioPlayer  *self,
                                 const char         *name,
                                 GError            **error);
  gboolean     (*play)          (EbbScenarioPlayer  *self,
                                 EbbScenario        *scenario,
                                 GError            **error);
  void         (*stop)          (EbbScenarioPlayer  *self);
  gboolean     (*set_time)      (EbbScenarioPlayer  *self,
                                 gint64              now_us,
                                 double              speed,
                                 GError            **error);
  char        *(*dup_device_id) (EbbScenarioPlayer  *self);
  gboolean     (*play_person)   (EbbScenarioPlayer  *self,
                                 GError            **error);
};

GPtrArray   *ebb_scenario_player_list          (EbbScenarioPlayer  *self,
                                                GError            **error);
EbbScenario *ebb_scenario_player_load          (EbbScenarioPlayer  *self,
                                                const char         *name,
                                                GError            **error);
gboolean     ebb_scenario_player_play          (EbbScenarioPlayer  *self,
                                                EbbScenario        *scenario,
                                                GError            **error);
void         ebb_scenario_player_stop          (EbbScenarioPlayer  *self);
gboolean     ebb_scenario_player_set_time      (EbbScenarioPlayer  *self,
                                                gint64              now_us,
                                                double              speed,
                                                GError            **error);
char        *ebb_scenario_player_dup_device_id (EbbScenarioPlayer  *self);
gboolean     ebb_scenario_player_play_person   (EbbScenarioPlayer  *self,
                                                GError            **error);

G_END_DECLS

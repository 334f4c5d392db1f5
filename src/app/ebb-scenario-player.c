/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever can bring a make-believe service into a named state. */

#include "app/ebb-scenario-player.h"

G_DEFINE_INTERFACE (EbbScenarioPlayer, ebb_scenario_player, G_TYPE_OBJECT)

static void
ebb_scenario_player_default_init (EbbScenarioPlayerInterface *iface)
{
}

/**
 * ebb_scenario_player_list:
 * @self: a player
 * @error: what is wrong with the scenarios
 *
 * Returns: (transfer full) (element-type EbbScenario): every scenario that is built in, by group
 */
GPtrArray *
ebb_scenario_player_list (EbbScenarioPlayer  *self,
                          GError            **error)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->list (self, error);
}

/**
 * ebb_scenario_player_load:
 * @self: a player
 * @name: the name of a scenario, or the path of a file with one
 * @error: one sentence: no such scenario, with the nearest names; or what is wrong in the file, and where
 *
 * Returns: (transfer full): the scenario
 */
EbbScenario *
ebb_scenario_player_load (EbbScenarioPlayer  *self,
                          const char         *name,
                          GError            **error)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->load (self, name, error);
}

/**
 * ebb_scenario_player_play:
 * @self: a player
 * @scenario: what to play
 * @error: why it cannot be played
 *
 * Brings the service into the state, and the clock with it. A session that is opened from now on is with that service; one that was
 * open before may lead nowhere.
 *
 * Returns: whether it plays
 */
gboolean
ebb_scenario_player_play (EbbScenarioPlayer  *self,
                          EbbScenario        *scenario,
                          GError            **error)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->play (self, scenario, error);
}

/**
 * ebb_scenario_player_stop:
 * @self: a player
 *
 * Ends what plays. The clock shows the system's time again.
 */
void
ebb_scenario_player_stop (EbbScenarioPlayer *self)
{
  EBB_SCENARIO_PLAYER_GET_IFACE (self)->stop (self);
}

/**
 * ebb_scenario_player_set_time:
 * @self: a player
 * @now_us: what time it shall be, microseconds since the Unix epoch, UTC
 * @speed: virtual seconds per real second; 0 to stand still
 * @error: why it cannot be
 *
 * Moves the service in time, forward or back, and the clock with it.
 *
 * Returns: whether it did
 */
gboolean
ebb_scenario_player_set_time (EbbScenarioPlayer  *self,
                              gint64              now_us,
                              double              speed,
                              GError            **error)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->set_time (self, now_us, speed, error);
}

/**
 * ebb_scenario_player_dup_device_id:
 * @self: a player
 *
 * Returns: (transfer full) (nullable): the device that the scenario which plays is about
 */
char *
ebb_scenario_player_dup_device_id (EbbScenarioPlayer *self)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->dup_device_id (self);
}

/**
 * ebb_scenario_player_play_person:
 * @self: a player
 * @error: why nothing was done
 *
 * Does what a person at the browser would do with the link that connects a device.
 *
 * Returns: whether it was done
 */
gboolean
ebb_scenario_player_play_person (EbbScenarioPlayer  *self,
                                 GError            **error)
{
  return EBB_SCENARIO_PLAYER_GET_IFACE (self)->play_person (self, error);
}

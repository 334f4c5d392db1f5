/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox/sandbox-clock.h"
#include "sandbox/sandbox-log.h"
#include "sandbox/sandbox-onboarding.h"
#include "sandbox/sandbox-retailer.h"
#include "sandbox/sandbox-scenario.h"
#include "sandbox/sandbox-world.h"

G_BEGIN_DECLS

/**
 * SandboxStage:
 * @base_uri: (owned): the sandbox's address, "http://127.0.0.1:8080/"
 * @port: its port
 * @seed: the world's seed
 * @start_us: the time to start at where a scenario does not say; 0 is the system's time
 * @scenario: (owned): what is played
 * @retailer: (unowned): who hands out tokens
 * @clock: (owned): virtual time
 * @world: (owned): the homes
 * @onboarding: (owned): the sign-ins at device makers
 * @faults: (owned) (element-type SandboxFault): what goes wrong
 * @log: (owned): what was asked for
 *
 * Everything that is being played. It belongs to one thread.
 */
typedef struct
{
  char              *base_uri;
  guint              port;
  guint64            seed;
  gint64             start_us;
  SandboxScenario   *scenario;
  SandboxRetailer   *retailer;
  SandboxClock      *clock;
  SandboxWorld      *world;
  SandboxOnboarding *onboarding;
  GPtrArray         *faults;
  SandboxLog        *log;
} SandboxStage;

/**
 * SandboxChoice:
 * @operation: (owned): which operation: its name, or "*" for all that have no choice of their own
 * @scenario: (owned) (nullable): whose faults strike it; %NULL for none
 *
 * What is to go wrong with an operation, whatever the scenario that is played says of it.
 */
typedef struct
{
  char            *operation;
  SandboxScenario *scenario;
} SandboxChoice;

void          sandbox_choice_free        (SandboxChoice   *self);

SandboxStage *sandbox_stage_new          (SandboxScenario *scenario,
                                          SandboxRetailer *retailer,
                                          const char      *base_uri,
                                          guint            port,
                                          guint64          seed,
                                          gint64           start_us,
                                          double           speed,
                                          GError         **error);
void          sandbox_stage_free         (SandboxStage    *self);
gboolean      sandbox_stage_play         (SandboxStage    *self,
                                          SandboxScenario *scenario,
                                          GError         **error);
void          sandbox_stage_set_faults   (SandboxStage    *self,
                                          GPtrArray       *choices);
void          sandbox_stage_set_clock    (SandboxStage    *self,
                                          gint64           now_us,
                                          double           speed);
void          sandbox_stage_tell_time    (SandboxStage    *self);
char         *sandbox_stage_find_device  (SandboxStage    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxStage, sandbox_stage_free)

G_END_DECLS

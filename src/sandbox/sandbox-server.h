/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SandboxOptions:
 * @port: TCP port on 127.0.0.1; 0 takes any free one
 * @seed: the world's seed; same seed, same answers
 * @scenario: (nullable): name of a scenario, or path of a file with one; %NULL is the default home
 * @now_us: the virtual time to start at, microseconds since the Unix epoch, UTC; 0 is the system's time
 * @speed: virtual seconds per real second; 1 is real time, 0 stands still
 */
typedef struct
{
  guint16     port;
  guint64     seed;
  const char *scenario;
  gint64      now_us;
  double      speed;
} SandboxOptions;

#define SANDBOX_TYPE_SERVER (sandbox_server_get_type ())
G_DECLARE_FINAL_TYPE (SandboxServer, sandbox_server, SANDBOX, SERVER, GObject)

SandboxServer *sandbox_server_start        (const SandboxOptions *options,
                                            GError              **error);
void           sandbox_server_stop         (SandboxServer        *self);
const char    *sandbox_server_get_uri      (SandboxServer        *self);
char          *sandbox_server_mint_token   (SandboxServer        *self,
                                            gint64                expires_in_s);
gboolean       sandbox_server_set_scenario (SandboxServer        *self,
                                            const char           *name,
                                            GError              **error);
char         **sandbox_server_list_operations (void);
gboolean       sandbox_server_set_faults   (SandboxServer        *self,
                                            const char *const    *faults,
                                            GError              **error);
gboolean       sandbox_server_set_clock    (SandboxServer        *self,
                                            gint64                now_us,
                                            double                speed,
                                            GError              **error);
char          *sandbox_server_get_page     (SandboxServer        *self,
                                            char                **device_id,
                                            GError              **error);
gboolean       sandbox_server_play_person  (SandboxServer        *self,
                                            GError              **error);

G_END_DECLS

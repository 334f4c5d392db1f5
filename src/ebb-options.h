/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cockpit/ebb-gallery-plan.h"
#include "cockpit/ebb-look.h"

G_BEGIN_DECLS

/**
 * EbbOptions:
 * @is_demo: --demo
 * @is_kiosk: --kiosk
 * @is_version: --version
 * @lists_scenarios: --list-scenarios
 * @server_uri: (owned) (nullable): --server
 * @scenario: (owned) (nullable): --scenario
 * @look: --look: how the window looks at first
 * @gallery: (owned) (nullable): --gallery: a directory that can be written to
 * @worker: (owned) (nullable): --gallery-worker: the same, for the processes of a gallery
 * @plan: (owned) (nullable): what a gallery draws
 * @checks_api: --check-api
 * @place: (owned) (nullable): --environment: whom the token is for
 * @reads_token: --token-from-stdin
 * @is_json: --json
 * @written: (owned) (nullable): --write: what the device is called on which writing is tried
 * @compared: (owned) (nullable): --compare: two directories
 *
 * What a person asked for on the command line.
 */
typedef struct
{
  gboolean        is_demo;
  gboolean        is_kiosk;
  gboolean        is_version;
  gboolean        lists_scenarios;
  char           *server_uri;
  char           *scenario;
  EbbLook         look;
  char           *gallery;
  char           *worker;
  EbbGalleryPlan *plan;
  gboolean        checks_api;
  char           *place;
  gboolean        reads_token;
  gboolean        is_json;
  char           *written;
  char          **compared;
} EbbOptions;

gboolean ebb_options_parse (EbbOptions   *self,
                            int          *argc,
                            char       ***argv,
                            GError      **error);
void     ebb_options_clear (EbbOptions   *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EbbOptions, ebb_options_clear)

G_END_DECLS

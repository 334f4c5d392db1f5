/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ebb-context.h"
#include "ui/ebb-start-watch.h"

G_BEGIN_DECLS

/**
 * EbbStart:
 * @EBB_START_ACCOUNT: the home of whoever was signed in last time, or the welcome page
 * @EBB_START_DEMO: the demo home
 * @EBB_START_KIOSK: the demo home as a display in a shop
 */
typedef enum
{
  EBB_START_ACCOUNT,
  EBB_START_DEMO,
  EBB_START_KIOSK
} EbbStart;

#define EBB_TYPE_APPLICATION (ebb_application_get_type ())
G_DECLARE_FINAL_TYPE (EbbApplication, ebb_application, EBB, APPLICATION, AdwApplication)

EbbApplication *ebb_application_new (const char    *application_id,
                                     EbbContext    *context,
                                     EbbStart       start,
                                     EbbStartWatch *start_watch);
GSettings      *ebb_application_get_settings (EbbApplication *self);
void            ebb_application_set_server (EbbApplication *self,
                                            const char     *server_uri);

G_END_DECLS

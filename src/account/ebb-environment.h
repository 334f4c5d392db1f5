/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define EBB_TYPE_ENVIRONMENT (ebb_environment_get_type ())
G_DECLARE_FINAL_TYPE (EbbEnvironment, ebb_environment, EBB, ENVIRONMENT, GObject)

EbbEnvironment *ebb_environment_new_production (void);
EbbEnvironment *ebb_environment_new_staging    (void);
EbbEnvironment *ebb_environment_new_for_server (const char      *uri,
                                                GError         **error);
const char     *ebb_environment_get_id         (EbbEnvironment  *self);
const char     *ebb_environment_get_name       (EbbEnvironment  *self);
const char     *ebb_environment_get_base_uri   (EbbEnvironment  *self);
gboolean        ebb_environment_equal          (EbbEnvironment  *self,
                                                EbbEnvironment  *other);

G_END_DECLS

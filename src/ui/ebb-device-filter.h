/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ebb-device.h"

G_BEGIN_DECLS

/**
 * EbbDeviceCondition:
 *
 * What a list of devices can be narrowed to.
 */
typedef enum
{
  EBB_DEVICE_CONDITION_ANY,
  EBB_DEVICE_CONDITION_RUNNING,
  EBB_DEVICE_CONDITION_WAITING,
  EBB_DEVICE_CONDITION_DONE,
  EBB_DEVICE_CONDITION_PAUSED,
  EBB_DEVICE_CONDITION_OFF,
  EBB_DEVICE_CONDITION_NOT_CONNECTED,
  EBB_DEVICE_CONDITION_NEEDS_ATTENTION,
  EBB_N_DEVICE_CONDITIONS
} EbbDeviceCondition;

/* In the place of an #EbbDeviceKind. */
#define EBB_DEVICE_FILTER_ANY_KIND EBB_N_DEVICE_KINDS

#define EBB_TYPE_DEVICE_FILTER (ebb_device_filter_get_type ())
G_DECLARE_FINAL_TYPE (EbbDeviceFilter, ebb_device_filter, EBB, DEVICE_FILTER, GtkFilter)

EbbDeviceFilter *ebb_device_filter_new       (void);
void             ebb_device_filter_set       (EbbDeviceFilter    *self,
                                              const char         *text,
                                              EbbDeviceKind       kind,
                                              EbbDeviceCondition  condition);
gboolean         ebb_device_filter_is_active (EbbDeviceFilter    *self);

G_END_DECLS

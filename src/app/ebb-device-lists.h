/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ebb-device.h"

G_BEGIN_DECLS

#define EBB_TYPE_DEVICE_LISTS (ebb_device_lists_get_type ())
G_DECLARE_FINAL_TYPE (EbbDeviceLists, ebb_device_lists, EBB, DEVICE_LISTS, GObject)

EbbDeviceLists *ebb_device_lists_new            (void);
GListModel     *ebb_device_lists_get            (EbbDeviceLists *self,
                                                 const char     *facility_id);
gint64          ebb_device_lists_get_updated_at (EbbDeviceLists *self,
                                                 const char     *facility_id);
void            ebb_device_lists_take           (EbbDeviceLists *self,
                                                 const char     *facility_id,
                                                 GPtrArray      *answer,
                                                 gint64          time_us);
void            ebb_device_lists_recall         (EbbDeviceLists *self,
                                                 const char     *facility_id,
                                                 GPtrArray      *devices,
                                                 gint64          time_us);
void            ebb_device_lists_remove         (EbbDeviceLists *self,
                                                 const char     *device_id);
EbbDevice      *ebb_device_lists_find           (EbbDeviceLists *self,
                                                 const char     *device_id);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ebb-device-filter.h"

G_BEGIN_DECLS

#define EBB_TYPE_DEVICE_FILTER_BAR (ebb_device_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (EbbDeviceFilterBar, ebb_device_filter_bar, EBB, DEVICE_FILTER_BAR, GtkWidget)

EbbDeviceFilter *ebb_device_filter_bar_get_filter (EbbDeviceFilterBar *self);
void             ebb_device_filter_bar_set_counts (EbbDeviceFilterBar *self,
                                                   guint               n_shown,
                                                   guint               n_devices);
void             ebb_device_filter_bar_clear      (EbbDeviceFilterBar *self);

G_END_DECLS

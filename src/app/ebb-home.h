/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-api.h"
#include "app/ebb-device-lists.h"
#include "app/ebb-outbox.h"
#include "app/ebb-units.h"
#include "base/ebb-clock.h"

G_BEGIN_DECLS

#define EBB_TYPE_HOME (ebb_home_get_type ())
G_DECLARE_FINAL_TYPE (EbbHome, ebb_home, EBB, HOME, GObject)

EbbHome      *ebb_home_new                 (EbbApi              *api,
                                            EbbClock            *clock,
                                            EbbOutbox           *outbox);
EbbApi       *ebb_home_get_api             (EbbHome             *self);
EbbClock     *ebb_home_get_clock           (EbbHome             *self);
EbbOutbox    *ebb_home_get_outbox          (EbbHome             *self);
EbbUnits     *ebb_home_get_units           (EbbHome             *self);
GListModel   *ebb_home_get_facilities      (EbbHome             *self);
EbbFacility  *ebb_home_get_facility        (EbbHome             *self);
void          ebb_home_set_facility        (EbbHome             *self,
                                            EbbFacility         *facility);
GListModel   *ebb_home_get_devices         (EbbHome             *self);
EbbDeviceLists *ebb_home_get_device_lists  (EbbHome             *self);
EbbFacility  *ebb_home_find_facility       (EbbHome             *self,
                                            const char          *facility_id);
void          ebb_home_show_facility_of    (EbbHome             *self,
                                            EbbDevice           *device);
EbbDevice    *ebb_home_find_device         (EbbHome             *self,
                                            const char          *device_id);
gboolean      ebb_home_is_known            (EbbHome             *self);
gboolean      ebb_home_is_loading          (EbbHome             *self);
const GError *ebb_home_get_error           (EbbHome             *self);
gint64        ebb_home_get_updated_at      (EbbHome             *self);
void          ebb_home_refresh             (EbbHome             *self);
void          ebb_home_take_devices        (EbbHome             *self,
                                            const char          *facility_id,
                                            GPtrArray           *answer,
                                            GBytes              *body);
void          ebb_home_recall_facilities   (EbbHome             *self,
                                            GPtrArray           *facilities);
void          ebb_home_stop                (EbbHome             *self);
void          ebb_home_take_device         (EbbHome             *self,
                                            const char          *device_id,
                                            EbbDevice           *newer);
gboolean      ebb_home_has_lost            (EbbHome             *self,
                                            const char          *device_id);
void          ebb_home_follow_edit         (EbbHome             *self,
                                            int                  kind,
                                            const char          *device_id,
                                            GObject             *answer);
void          ebb_home_set_enabled_async   (EbbHome             *self,
                                            EbbDevice           *device,
                                            gboolean             is_enabled,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      ebb_home_set_enabled_finish  (EbbHome             *self,
                                            GAsyncResult        *result,
                                            GError             **error);
void          ebb_home_rename_async        (EbbHome             *self,
                                            EbbDevice           *device,
                                            const char          *name,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean      ebb_home_rename_finish       (EbbHome             *self,
                                            GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS

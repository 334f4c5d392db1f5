/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SandboxWorld:
 *
 * A make-believe neighbourhood: facilities, devices, prices, plans and what came of them. It knows no HTTP, no token and no
 * scenario; it is told what time it is. Same home, same seed, same time and same edits: same answers, on every machine.
 *
 * Every answer is a new JSON node (transfer full) in the shape of the API's bodies. Times are in microseconds since the
 * Unix epoch, UTC.
 */
typedef struct _SandboxWorld SandboxWorld;

#define SANDBOX_WORLD_ERROR (sandbox_world_error_quark ())

typedef enum
{
  SANDBOX_WORLD_ERROR_NOT_FOUND,     /* no such facility or device: 404 */
  SANDBOX_WORLD_ERROR_INVALID,       /* the message names the member and what was expected: 400 */
  SANDBOX_WORLD_ERROR_NOT_SUPPORTED, /* this kind of device cannot do that: 404 */
  SANDBOX_WORLD_ERROR_NO_CONTENT,    /* there is none, and that is fine: 204 */
} SandboxWorldError;

/**
 * SandboxShowFunc:
 * @device: a device as the API has it
 * @data: what was given with the function
 */
typedef void (*SandboxShowFunc) (JsonNode *device,
                                 gpointer  data);

GQuark        sandbox_world_error_quark     (void);

SandboxWorld *sandbox_world_new             (JsonObject    *home,
                                             guint64        seed,
                                             gint64         now_us,
                                             GError       **error);
void          sandbox_world_free            (SandboxWorld  *self);
void          sandbox_world_set_now         (SandboxWorld  *self,
                                             gint64         now_us);
gint64        sandbox_world_get_now         (SandboxWorld  *self);

JsonNode     *sandbox_world_list_facilities (SandboxWorld  *self);
gboolean      sandbox_world_has_facility    (SandboxWorld  *self,
                                             const char    *facility_id);
gboolean      sandbox_world_show_devices    (SandboxWorld  *self,
                                             const char    *facility_id,
                                             SandboxShowFunc show,
                                             gpointer       data,
                                             GError       **error);
JsonNode     *sandbox_world_get_device      (SandboxWorld  *self,
                                             const char    *device_id,
                                             GError       **error);
JsonNode     *sandbox_world_rename_device   (SandboxWorld  *self,
                                             const char    *device_id,
                                             JsonNode      *request,
                                             GError       **error);
gboolean      sandbox_world_remove_device   (SandboxWorld  *self,
                                             const char    *device_id,
                                             GError       **error);
JsonNode     *sandbox_world_get_settings    (SandboxWorld  *self,
                                             const char    *device_id,
                                             GError       **error);
JsonNode     *sandbox_world_put_settings    (SandboxWorld  *self,
                                             const char    *device_id,
                                             JsonNode      *request,
                                             GError       **error);
JsonNode     *sandbox_world_preview         (SandboxWorld  *self,
                                             const char    *device_id,
                                             JsonNode      *request,
                                             GError       **error);
JsonNode     *sandbox_world_get_plan        (SandboxWorld  *self,
                                             const char    *device_id,
                                             gint64         from_us,
                                             gint64         to_us,
                                             GError       **error);
JsonNode     *sandbox_world_get_exception   (SandboxWorld  *self,
                                             const char    *device_id,
                                             GError       **error);
JsonNode     *sandbox_world_put_exception   (SandboxWorld  *self,
                                             const char    *device_id,
                                             JsonNode      *request,
                                             GError       **error);
gboolean      sandbox_world_clear_exception (SandboxWorld  *self,
                                             const char    *device_id,
                                             GError       **error);
JsonNode     *sandbox_world_get_prices      (SandboxWorld  *self,
                                             const char    *facility_id,
                                             gint64         from_us,
                                             gint64         to_us,
                                             GError       **error);
JsonNode     *sandbox_world_get_report      (SandboxWorld  *self,
                                             const char    *facility_id,
                                             const char    *device_id,
                                             gint64         from_us,
                                             gint64         to_us,
                                             const char    *resolution,
                                             GError       **error);
JsonNode     *sandbox_world_get_sessions    (SandboxWorld  *self,
                                             const char    *device_id,
                                             gint64         from_us,
                                             gint64         to_us,
                                             GError       **error);
JsonNode     *sandbox_world_list_manufacturers (SandboxWorld *self,
                                             const char    *device_type);
JsonNode     *sandbox_world_add_device      (SandboxWorld  *self,
                                             const char    *facility_id,
                                             const char    *device_type,
                                             const char    *manufacturer,
                                             GError       **error);
void          sandbox_world_sign_in_device  (SandboxWorld  *self,
                                             const char    *device_id);
JsonNode     *sandbox_world_dump            (SandboxWorld  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SandboxWorld, sandbox_world_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/ebb-wire-plan.h"
#include "api/ebb-wire.h"
#include "http/ebb-transport.h"
#include "model/ebb-period.h"

G_BEGIN_DECLS

/**
 * EbbProbe:
 * @method: "GET"
 * @template: an operation's path as the contract writes it, "facilities/{facilityId}/prices"
 * @id: (nullable): in the place of "{…}"
 * @query: (nullable): already escaped, without "?"
 * @body: (nullable): JSON to send
 * @if_match: (nullable): the version that it replaces
 *
 * A question of which one wants to know how it is answered.
 */
typedef struct
{
  const char *method;
  const char *template;
  const char *id;
  const char *query;
  GBytes     *body;
  const char *if_match;
} EbbProbe;

#define EBB_TYPE_API (ebb_api_get_type ())
G_DECLARE_FINAL_TYPE (EbbApi, ebb_api, EBB, API, GObject)

EbbApi               *ebb_api_new                     (EbbTransport               *transport);

void                  ebb_api_hold                    (EbbApi                     *self);
void                  ebb_api_release                 (EbbApi                     *self);
GBytes               *ebb_api_get_body                (GAsyncResult               *result);
void                  ebb_api_list_facilities_async   (EbbApi                     *self,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GPtrArray            *ebb_api_list_facilities_finish  (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_list_devices_async      (EbbApi                     *self,
                                                       const char                 *facility_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GPtrArray            *ebb_api_list_devices_finish     (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_get_device_async        (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_remove_device_async     (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
gboolean              ebb_api_remove_device_finish    (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_rename_device_async     (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       const char                 *name,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbDevice            *ebb_api_device_finish           (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_get_settings_async      (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_put_settings_async      (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       EbbSpoSettings             *settings,
                                                       const EbbSpoValues         *values,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbSpoSettings       *ebb_api_settings_finish         (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_get_exception_async     (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_put_exception_async     (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       const EbbExceptionValues   *values,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbException         *ebb_api_exception_finish        (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_get_plan_async          (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       gint64                      from_us,
                                                       gint64                      to_us,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_get_prices_async        (EbbApi                     *self,
                                                       const char                 *facility_id,
                                                       gint64                      from_us,
                                                       gint64                      to_us,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbPrices            *ebb_api_get_prices_finish       (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_list_sessions_async     (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       gint64                      from_us,
                                                       gint64                      to_us,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
GArray               *ebb_api_list_sessions_finish    (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_preview_async           (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       const EbbExceptionValues   *exception,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_preview_settings_async  (EbbApi                     *self,
                                                       const char                 *device_id,
                                                       EbbSpoSettings             *settings,
                                                       const EbbSpoValues         *values,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbPlan              *ebb_api_plan_finish             (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_get_report_async        (EbbApi                     *self,
                                                       const char                 *facility_id,
                                                       const char                 *device_id,
                                                       const EbbPeriod            *period,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbReport            *ebb_api_get_report_finish       (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_start_onboarding_async  (EbbApi                     *self,
                                                       const EbbOnboardingRequest *onboarding,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
void                  ebb_api_get_onboarding_async    (EbbApi                     *self,
                                                       const char                 *session_id,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbOnboardingSession *ebb_api_onboarding_finish       (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);
void                  ebb_api_probe_async             (EbbApi                     *self,
                                                       const EbbProbe             *probe,
                                                       GCancellable               *cancellable,
                                                       GAsyncReadyCallback         callback,
                                                       gpointer                    user_data);
EbbReply             *ebb_api_probe_finish            (EbbApi                     *self,
                                                       GAsyncResult               *result,
                                                       GError                    **error);

G_END_DECLS

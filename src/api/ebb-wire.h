/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ebb-device.h"
#include "model/ebb-facility.h"
#include "model/ebb-onboarding-session.h"
#include "model/ebb-report.h"
#include "model/ebb-spo-settings.h"

G_BEGIN_DECLS

/**
 * EbbOnboardingRequest:
 * @device_type: (nullable): the contract's word for a kind of device
 * @manufacturer: (nullable): a maker, as listed by the service
 * @device_id: (nullable): a device that is there already and only signed in again
 * @language: BCP 47
 * @is_dark: whether the page should be dark
 * @redirect_url: where the browser shall go when it is done
 */
typedef struct
{
  const char *facility_id;
  const char *device_type;
  const char *manufacturer;
  const char *device_id;
  const char *language;
  gboolean    is_dark;
  const char *redirect_url;
} EbbOnboardingRequest;

GPtrArray            *ebb_wire_read_facilities   (GBytes                     *body,
                                                  GError                    **error);
GPtrArray            *ebb_wire_read_devices      (GBytes                     *body,
                                                  GError                    **error);
EbbDevice            *ebb_wire_read_device       (GBytes                     *body,
                                                  GError                    **error);
EbbSpoSettings       *ebb_wire_read_settings     (GBytes                     *body,
                                                  const char                 *etag,
                                                  GError                    **error);
EbbReport            *ebb_wire_read_report       (GBytes                     *body,
                                                  GError                    **error);
EbbOnboardingSession *ebb_wire_read_onboarding   (GBytes                     *body,
                                                  GError                    **error);

const char           *ebb_wire_get_setting_name  (EbbSetting                  setting);

GBytes               *ebb_wire_write_name        (const char                 *name);
GBytes               *ebb_wire_write_settings    (EbbSpoSettings             *settings,
                                                  const EbbSpoValues         *values);
GBytes               *ebb_wire_write_onboarding  (const EbbOnboardingRequest *request);

G_END_DECLS

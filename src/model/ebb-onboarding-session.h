/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/ebb-json.h"
#include "model/ebb-device.h"

G_BEGIN_DECLS

typedef enum
{
  EBB_ONBOARDING_PENDING,
  EBB_ONBOARDING_COMPLETED,
  EBB_ONBOARDING_CANCELLED,
  EBB_ONBOARDING_FAILED,
  EBB_ONBOARDING_EXPIRED,
  EBB_ONBOARDING_OTHER
} EbbOnboardingStatus;

typedef enum
{
  EBB_ONBOARDING_ACCESS_DENIED,
  EBB_ONBOARDING_INCOMPATIBLE_DEVICE,
  EBB_ONBOARDING_SUBSCRIPTION_MISSING,
  EBB_ONBOARDING_ALREADY_LINKED,
  EBB_ONBOARDING_NO_DEVICES,
  EBB_ONBOARDING_MANUFACTURER_UNAVAILABLE,
  EBB_ONBOARDING_OTHER_FAILURE,
  EBB_N_ONBOARDING_FAILURES
} EbbOnboardingFailure;

/**
 * EbbOnboardedDevice:
 *
 * A device that came out of an onboarding session.
 */
typedef struct
{
  char    *device_id;
  EbbTruth is_new;
} EbbOnboardedDevice;

/**
 * EbbOnboardingValues:
 * @url: where the customer signs in to the device's maker; only for a browser
 * @failure: why it failed; only with %EBB_ONBOARDING_FAILED
 * @devices: (element-type EbbOnboardedDevice): what was connected
 */
typedef struct
{
  char                *session_id;
  char                *url;
  gint64               expires_at_us;
  EbbOnboardingStatus  status;
  EbbOnboardingFailure failure;
  GArray              *devices;
} EbbOnboardingValues;

#define EBB_TYPE_ONBOARDING_SESSION (ebb_onboarding_session_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboardingSession, ebb_onboarding_session, EBB, ONBOARDING_SESSION, GObject)

EbbOnboardingSession      *ebb_onboarding_session_new        (EbbOnboardingValues  *values);
const EbbOnboardingValues *ebb_onboarding_session_get_values (EbbOnboardingSession *self);

G_END_DECLS

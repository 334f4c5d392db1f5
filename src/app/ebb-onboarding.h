/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ebb-home.h"

G_BEGIN_DECLS

/**
 * EbbOnboardingState:
 * @EBB_ONBOARDING_STATE_CHOOSING: nothing has been asked for
 * @EBB_ONBOARDING_STATE_STARTING: a link is being asked for
 * @EBB_ONBOARDING_STATE_WAITING: the customer is in the browser
 * @EBB_ONBOARDING_STATE_CHECKING: maybe done; the devices are listed again
 * @EBB_ONBOARDING_STATE_FOUND: there are new devices
 * @EBB_ONBOARDING_STATE_SIGNED_IN: a device that was there is signed in again
 * @EBB_ONBOARDING_STATE_NOTHING_NEW: done, and nothing was there that was not known
 * @EBB_ONBOARDING_STATE_CANCELLED: the customer cancelled in the browser
 * @EBB_ONBOARDING_STATE_EXPIRED: the link is too old
 * @EBB_ONBOARDING_STATE_FAILED: the service says why it did not work
 * @EBB_ONBOARDING_STATE_ERROR: the service could not be asked
 *
 * How far adding a device has come. From %EBB_ONBOARDING_STATE_FOUND on it is over.
 */
typedef enum
{
  EBB_ONBOARDING_STATE_CHOOSING,
  EBB_ONBOARDING_STATE_STARTING,
  EBB_ONBOARDING_STATE_WAITING,
  EBB_ONBOARDING_STATE_CHECKING,
  EBB_ONBOARDING_STATE_FOUND,
  EBB_ONBOARDING_STATE_SIGNED_IN,
  EBB_ONBOARDING_STATE_NOTHING_NEW,
  EBB_ONBOARDING_STATE_CANCELLED,
  EBB_ONBOARDING_STATE_EXPIRED,
  EBB_ONBOARDING_STATE_FAILED,
  EBB_ONBOARDING_STATE_ERROR
} EbbOnboardingState;

#define EBB_TYPE_ONBOARDING (ebb_onboarding_get_type ())
G_DECLARE_FINAL_TYPE (EbbOnboarding, ebb_onboarding, EBB, ONBOARDING, GObject)

EbbOnboarding       *ebb_onboarding_new              (EbbHome       *home,
                                                      EbbDevice     *again);
EbbDevice           *ebb_onboarding_get_again        (EbbOnboarding *self);
void                 ebb_onboarding_set_poll_span    (EbbOnboarding *self,
                                                      guint          span_ms);
EbbOnboardingState   ebb_onboarding_get_state        (EbbOnboarding *self);
EbbDeviceKind        ebb_onboarding_get_kind         (EbbOnboarding *self);
const char          *ebb_onboarding_get_url          (EbbOnboarding *self);
gint64               ebb_onboarding_get_time_left    (EbbOnboarding *self);
GListModel          *ebb_onboarding_get_devices      (EbbOnboarding *self);
EbbOnboardingFailure ebb_onboarding_get_failure      (EbbOnboarding *self);
const GError        *ebb_onboarding_get_error        (EbbOnboarding *self);
void                 ebb_onboarding_start            (EbbOnboarding *self,
                                                      EbbDeviceKind  kind,
                                                      gboolean       is_dark);
void                 ebb_onboarding_start_again      (EbbOnboarding *self);
void                 ebb_onboarding_check_now        (EbbOnboarding *self);
void                 ebb_onboarding_cancel           (EbbOnboarding *self);

G_END_DECLS

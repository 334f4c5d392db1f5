/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the connecting of a device has come, as the server tells it. */

#include "model/ebb-onboarding-session.h"

struct _EbbOnboardingSession
{
  GObject parent_instance;

  EbbOnboardingValues values;
};

G_DEFINE_FINAL_TYPE (EbbOnboardingSession, ebb_onboarding_session, G_TYPE_OBJECT)

static void
ebb_onboarding_session_finalize (GObject *object)
{
  EbbOnboardingSession *self = EBB_ONBOARDING_SESSION (object);

  g_clear_pointer (&self->values.session_id, g_free);
  g_clear_pointer (&self->values.url, g_free);
  for (guint i = 0; i < self->values.devices->len; i++)
    g_free (g_array_index (self->values.devices, EbbOnboardedDevice, i).device_id);
  g_clear_pointer (&self->values.devices, g_array_unref);

  G_OBJECT_CLASS (ebb_onboarding_session_parent_class)->finalize (object);
}

static void
ebb_onboarding_session_class_init (EbbOnboardingSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ebb_onboarding_session_finalize;
}

static void
ebb_onboarding_session_init (EbbOnboardingSession *self)
{
}

/**
 * ebb_onboarding_session_new:
 * @values: what the server says; what it owns moves to the session
 *
 * Returns: (transfer full): a session
 */
EbbOnboardingSession *
ebb_onboarding_session_new (EbbOnboardingValues *values)
{
  EbbOnboardingSession *self = g_object_new (EBB_TYPE_ONBOARDING_SESSION, NULL);

  self->values = *values;
  *values = (EbbOnboardingValues) { 0 };

  return self;
}

/**
 * ebb_onboarding_session_get_values:
 * @self: a session
 *
 * Returns: (transfer none): what the server says of it
 */
const EbbOnboardingValues *
ebb_onboarding_session_get_values (EbbOnboardingSession *self)
{
  return &self->values;
}

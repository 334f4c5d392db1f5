/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What to say when adding a device ends without one, and the one way on: the actions are those of the page. */

#include "ui/ebb-onboarding-end.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "ui/ebb-kind-icon.h"

#define START_AGAIN "onboarding.start-again"
#define CHOOSE_AGAIN "onboarding.choose-again"

typedef struct
{
  const char *icon_name; /* (nullable): NULL is that of the kind */
  const char *title;
  const char *text;
  const char *way_on;
  const char *action_name;
} Words;

static const Words failures[] = {
  [EBB_ONBOARDING_ACCESS_DENIED] = {
    "system-lock-screen-symbolic", N_("Access was not allowed"),
    N_("The maker only shares your device if you allow it. You can change your mind."), N_("_Try again"), START_AGAIN,
  },
  [EBB_ONBOARDING_INCOMPATIBLE_DEVICE] = {
    NULL, N_("This device cannot be added"),
    N_("Its model does not work with your retailer’s service yet."), N_("_Choose another device"), CHOOSE_AGAIN,
  },
  [EBB_ONBOARDING_SUBSCRIPTION_MISSING] = {
    NULL, N_("A subscription is missing"),
    N_("The maker only shares this device while its connected services are active."),
    N_("_Try again"), START_AGAIN,
  },
  [EBB_ONBOARDING_ALREADY_LINKED] = {
    NULL, N_("This device is already linked"),
    N_("It belongs to another home or another customer. It has to be removed there before it can be added here."),
    N_("_Choose another device"), CHOOSE_AGAIN,
  },
  [EBB_ONBOARDING_NO_DEVICES] = {
    NULL, N_("No devices in that account"),
    N_("You signed in, but the maker knows of no device there. Perhaps it is registered with another account."),
    N_("_Try again"), START_AGAIN,
  },
  [EBB_ONBOARDING_MANUFACTURER_UNAVAILABLE] = {
    "network-offline-symbolic", N_("The maker is not answering"),
    N_("Its service has a problem. Nothing is wrong with your device. Try again in a while."), N_("_Try again"), START_AGAIN,
  },
  [EBB_ONBOARDING_OTHER_FAILURE] = {
    "dialog-warning-symbolic", N_("The device could not be added"),
    N_("Something went wrong at the maker. If it happens again, ask your retailer."), N_("_Try again"), START_AGAIN,
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (failures) == EBB_N_ONBOARDING_FAILURES);

static const Words nothing_new = {
  NULL, N_("Nothing new was found"),
  N_("The maker shares no device that is not already here. A new one can take some minutes to show up."),
  N_("_Try again"), START_AGAIN,
};

static const Words cancelled = {
  NULL, N_("Nothing was added"), N_("You cancelled in the browser."), N_("_Choose a device"), CHOOSE_AGAIN,
};

static const Words expired = {
  "document-open-recent-symbolic", N_("The link is too old"),
  N_("It could only be used for a while, and nothing was added."), N_("Get a _new link"), START_AGAIN,
};

/* For a device that was there before. */
static const Words signed_in = {
  NULL, N_("Signed in again"), N_("The maker shares the device again."), N_("_Done"), "onboarding.choose-again",
};

static const Words not_signed_in = {
  NULL, N_("Not signed in"), N_("You cancelled in the browser."), N_("_Try again"), START_AGAIN,
};

static const Words expired_again = {
  "document-open-recent-symbolic", N_("The link is too old"), N_("It could only be used for a while."), N_("Get a _new link"), START_AGAIN,
};

static const Words not_offered_again = {
  "dialog-information-symbolic", N_("Cannot sign in from here"),
  N_("Your retailer’s service does not offer it. Sign in with the maker’s own app."), NULL, NULL,
};

/* Nobody tries again here but the customer, so these are not the words for everywhere. */
static const Words offline = {
  "network-offline-symbolic", N_("No connection"), N_("Check the network, then try again."), N_("_Try again"), START_AGAIN,
};

static const Words not_offered = {
  "dialog-information-symbolic", N_("Devices cannot be added here"),
  N_("Your retailer’s service does not offer it. Ask your retailer how to add a device."), NULL, NULL,
};

static void
show (EbbStateView  *view,
      EbbOnboarding *onboarding,
      const Words   *words)
{
  const char *icon_name = words->icon_name;

  if (icon_name == NULL)
    icon_name = ebb_kind_icon_get_name (ebb_onboarding_get_kind (onboarding));

  ebb_state_view_show_message (view, icon_name, _(words->title), _(words->text),
                               words->way_on != NULL ? _(words->way_on) : NULL, words->action_name);
}

static void
show_error (EbbStateView  *view,
            EbbOnboarding *onboarding)
{
  const GError *error = ebb_onboarding_get_error (onboarding);
  gboolean is_again = ebb_onboarding_get_again (onboarding) != NULL;

  if (ebb_error_is_not_offered (error))
    show (view, onboarding, is_again ? &not_offered_again : &not_offered);
  else if (g_error_matches (error, EBB_ERROR, EBB_ERROR_OFFLINE))
    show (view, onboarding, &offline);
  else
    ebb_state_view_show_error (view, error, START_AGAIN);
}

/**
 * ebb_onboarding_end_show:
 * @view: where to say it
 * @onboarding: an onboarding that ended without a new device to show
 *
 * Says how it ended, and offers the one way on.
 */
void
ebb_onboarding_end_show (EbbStateView  *view,
                         EbbOnboarding *onboarding)
{
  gboolean is_again = ebb_onboarding_get_again (onboarding) != NULL;

  switch (ebb_onboarding_get_state (onboarding))
    {
    case EBB_ONBOARDING_STATE_SIGNED_IN:
      show (view, onboarding, &signed_in);
      break;
    case EBB_ONBOARDING_STATE_NOTHING_NEW:
      show (view, onboarding, &nothing_new);
      break;
    case EBB_ONBOARDING_STATE_CANCELLED:
      show (view, onboarding, is_again ? &not_signed_in : &cancelled);
      break;
    case EBB_ONBOARDING_STATE_EXPIRED:
      show (view, onboarding, is_again ? &expired_again : &expired);
      break;
    case EBB_ONBOARDING_STATE_FAILED:
      show (view, onboarding, &failures[ebb_onboarding_get_failure (onboarding)]);
      break;
    case EBB_ONBOARDING_STATE_ERROR:
      show_error (view, onboarding);
      break;
    default:
      g_return_if_reached ();
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that settings are saved, and lets that be taken back for as long as it says so, whichever page is open by then. */

#include "ui/ebb-saved-toast.h"

#include <glib/gi18n.h>

/* What a toast is about: of which device, and where to take it back. */
typedef struct
{
  EbbOutbox *outbox; /* (owned) */
  char *device_id;   /* (owned) */
} Saved;

static void
saved_free (gpointer  data,
            GClosure *closure)
{
  Saved *saved = data;

  g_object_unref (saved->outbox);
  g_free (saved->device_id);
  g_free (saved);
}

static void
undo_cb (AdwToast *toast,
         Saved    *saved)
{
  ebb_outbox_undo (saved->outbox, saved->device_id);
}

/**
 * ebb_saved_toast_new:
 * @outbox: what the settings were sent with
 * @device_id: whose settings were saved
 *
 * Returns: (transfer full): what says so
 */
AdwToast *
ebb_saved_toast_new (EbbOutbox  *outbox,
                     const char *device_id)
{
  AdwToast *toast = adw_toast_new (_("Settings saved"));
  Saved *saved = g_new0 (Saved, 1);

  saved->outbox = g_object_ref (outbox);
  saved->device_id = g_strdup (device_id);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), saved, saved_free, 0);

  return toast;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown instead of a page's content: nothing, a spinner, a message, and for each failure the way on that fits. */

#include "home-stage.h"

#include "base/ebb-error.h"
#include "ui/ebb-state-view.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->view = g_object_new (EBB_TYPE_STATE_VIEW, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_object_ref (f->view);
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->view);
}

/* Not at once: most answers come sooner than half a second. */
static void
test_spinner (Fixture       *f,
              gconstpointer  data)
{
  gint64 start = g_get_monotonic_time ();

  ebb_state_view_show_loading (EBB_STATE_VIEW (f->view));
  g_assert_true (ebb_state_view_is_loading (EBB_STATE_VIEW (f->view)));
  gtk_test_accessible_assert_state (f->view, GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  g_assert_null (stage_find (f->view, GTK_TYPE_SPINNER, NULL, NULL));
  /* Asked again meanwhile, it does not wait anew. */
  ebb_state_view_show_loading (EBB_STATE_VIEW (f->view));
  stage_wait_until (stage_find (f->view, GTK_TYPE_SPINNER, NULL, NULL) != NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 500 * 1000);
  g_assert_true (ebb_state_view_is_loading (EBB_STATE_VIEW (f->view)));
  gtk_test_accessible_assert_property (stage_find (f->view, GTK_TYPE_SPINNER, NULL, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL, "Loading");

  ebb_state_view_show_message (EBB_STATE_VIEW (f->view), NULL, "No <b>devices</b>", "A & B", NULL, NULL);
  g_assert_false (ebb_state_view_is_loading (EBB_STATE_VIEW (f->view)));
  gtk_test_accessible_assert_state (f->view, GTK_ACCESSIBLE_STATE_BUSY, FALSE);
  g_assert_nonnull (stage_find (f->view, ADW_TYPE_STATUS_PAGE, "title", "No &lt;b&gt;devices&lt;/b&gt;"));
  g_assert_null (stage_find (f->view, GTK_TYPE_BUTTON, NULL, NULL));
}

/* It goes while it waits. */
static void
test_end_while_loading (Fixture       *f,
                        gconstpointer  data)
{
  ebb_state_view_show_loading (EBB_STATE_VIEW (f->view));
}

static const struct
{
  EbbErrorCode code;
  const char *problem;
  const char *icon;
  const char *label; /* NULL: no way on */
  const char *action;
} cases[] = {
  { EBB_ERROR_OFFLINE, NULL, "network-offline-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_OFFLINE, "tls", "dialog-warning-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_TIMEOUT, NULL, "dialog-warning-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_SIGNED_OUT, NULL, "system-users-symbolic", "_Sign in again", "win.sign-in" },
  { EBB_ERROR_SERVER, NULL, "dialog-warning-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_BAD_REPLY, NULL, "dialog-warning-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_TOO_MANY, NULL, "dialog-warning-symbolic", "_Try again", "win.refresh" },
  { EBB_ERROR_NOT_FOUND, NULL, "dialog-warning-symbolic", NULL, NULL },
  { EBB_ERROR_NOT_SUPPORTED, NULL, "dialog-warning-symbolic", NULL, NULL },
};

static void
test_errors (Fixture       *f,
             gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = ebb_error_new_http (cases[i].code, 0, cases[i].problem, "for the log: https://secret.example/");
      GtkWidget *button;

      ebb_state_view_show_error (EBB_STATE_VIEW (f->view), error, "win.refresh");
      g_assert_nonnull (stage_find (f->view, ADW_TYPE_STATUS_PAGE, "title", ebb_error_get_title (error)));
      g_assert_nonnull (stage_find (f->view, ADW_TYPE_STATUS_PAGE, "description", ebb_error_get_advice (error)));
      g_assert_nonnull (stage_find (f->view, ADW_TYPE_STATUS_PAGE, "icon-name", cases[i].icon));
      button = stage_find (f->view, GTK_TYPE_BUTTON, NULL, NULL);
      g_assert_cmpint (button != NULL, ==, cases[i].label != NULL);
      if (button != NULL)
        {
          g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, cases[i].label);
          g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, cases[i].action);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add ("/state-view/spinner", Fixture, NULL, set_up, test_spinner, tear_down);
  g_test_add ("/state-view/end-while-loading", Fixture, NULL, set_up, test_end_while_loading, tear_down);
  g_test_add ("/state-view/errors", Fixture, NULL, set_up, test_errors, tear_down);

  return g_test_run ();
}

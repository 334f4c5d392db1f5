/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Ebb's start is measured against: the least that a libadwaita program can do, an empty window. Like Ebb it says when its first frame
 * was painted and how long its main loop stood still until then, both in microseconds of the monotonic clock, and then it stays. */

#include <adwaita.h>

typedef struct
{
  guint tick_id;
  gint64 last_us;
  gint64 longest_us;
} Watch;

static gboolean
tick_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now_us = g_get_monotonic_time ();

  watch->longest_us = MAX (watch->longest_us, now_us - watch->last_us);
  watch->last_us = now_us;

  return G_SOURCE_CONTINUE;
}

static void
painted_cb (GdkFrameClock *frames,
            gpointer       user_data)
{
  Watch *watch = user_data;

  tick_cb (watch);
  g_source_remove (watch->tick_id);
  g_signal_handlers_disconnect_by_data (frames, watch);
  g_printerr ("content %" G_GINT64_FORMAT "\n", watch->last_us);
  g_printerr ("stall %" G_GINT64_FORMAT "\n", watch->longest_us);
}

static void
activate_cb (GApplication *application,
             gpointer      user_data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), user_data);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Watch watch = { .last_us = g_get_monotonic_time () };

  watch.tick_id = g_timeout_add_full (G_PRIORITY_HIGH, 1, tick_cb, &watch, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &watch);

  return g_application_run (G_APPLICATION (application), argc, argv);
}

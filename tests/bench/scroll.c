/* SPDX-License-Identifier: GPL-3.0-or-later */

/* scroll SCENARIO: how long a frame takes while a list is scrolled, in microseconds: all that the main loop does between two frames that it
 * has to be done with before the second, which is laying out, binding rows and painting. Two lists in turn: the devices of a scenario
 * ("ebb"), and plain texts, just as many ("bare"). A frame in which nothing moved does not count. The pointer is in the middle of the
 * screen, which is over either list, as it is for who turns a wheel: each row that comes under it is styled anew, and GTK goes through
 * all rows after it. */

#include "home-stage.h"

#define N_FRAMES 400
#define N_WARM_UP 40

/* Two and a half screens a second. */
#define STEP_PX 30

typedef struct
{
  const char *name;
  GtkAdjustment *adjustment;
  gint64 began_us;
  guint n_frames;
  gboolean is_done;
} Scroll;

static void
before_cb (Scroll *scroll)
{
  scroll->began_us = g_get_monotonic_time ();
}

static void
after_cb (Scroll *scroll)
{
  if (scroll->n_frames > N_WARM_UP)
    g_print ("%s %" G_GINT64_FORMAT "\n", scroll->name, g_get_monotonic_time () - scroll->began_us);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frames,
         gpointer       user_data)
{
  Scroll *scroll = user_data;
  double end = gtk_adjustment_get_upper (scroll->adjustment) - gtk_adjustment_get_page_size (scroll->adjustment);
  double value = gtk_adjustment_get_value (scroll->adjustment) + STEP_PX;

  gtk_adjustment_set_value (scroll->adjustment, value < end ? value : 0);
  scroll->is_done = ++scroll->n_frames >= N_FRAMES;

  return !scroll->is_done;
}

static void
run (const char *name,
     GtkWidget  *list)
{
  Scroll scroll = { .name = name, .adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)) };
  GdkFrameClock *frames = gtk_widget_get_frame_clock (list);
  gulong before_id = g_signal_connect_swapped (frames, "before-paint", G_CALLBACK (before_cb), &scroll);
  gulong after_id = g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (after_cb), &scroll);

  gtk_widget_add_tick_callback (list, tick_cb, &scroll, NULL);
  while (!scroll.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (frames, before_id);
  g_signal_handler_disconnect (frames, after_id);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
run_bare (guint n_items)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkStringList *texts = gtk_string_list_new (NULL);
  GtkWidget *list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (texts))), factory);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  for (guint i = 0; i < n_items; i++)
    gtk_string_list_append (texts, "Waits for a lower price, until tomorrow 01:00.");
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 700);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  run ("bare", list);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  Stage *stage;
  GtkWidget *list;
  guint n_devices;

  stage_init (&argc, &argv);
  stage = stage_new (argc > 1 ? argv[1] : "devices-1000");
  stage_open (stage, 900, 700);
  n_devices = g_list_model_get_n_items (ebb_home_get_devices (stage_get_home (stage)));
  stage_wait_until ((list = stage_find (stage->window, GTK_TYPE_LIST_VIEW, NULL, NULL)) != NULL);
  run_bare (n_devices);
  run ("ebb", list);
  stage_free (stage);

  return 0;
}

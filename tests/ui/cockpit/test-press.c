/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a scenario's steps do on a page: they find things by their words, and say so when they do not. */

#include <adwaita.h>
#include <math.h>

#include "cockpit/ebb-press.h"
#include "ui/ebb-number-row.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *button;
  GtkWidget *row;
  GtkWidget *spin;
  guint n_pressed;
} Fixture;

static void
pressed_cb (Fixture *f)
{
  f->n_pressed++;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *numbers = adw_action_row_new ();

  f->button = gtk_button_new_with_mnemonic ("_Save");
  g_signal_connect_swapped (f->button, "clicked", G_CALLBACK (pressed_cb), f);
  f->row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (f->row), "Electric car");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (f->row), TRUE);
  g_signal_connect_swapped (f->row, "activated", G_CALLBACK (pressed_cb), f);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (numbers), "Charge to");
  f->spin = gtk_spin_button_new_with_range (0, 100, 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (numbers), f->spin);
  gtk_list_box_append (GTK_LIST_BOX (list), f->row);
  gtk_list_box_append (GTK_LIST_BOX (list), numbers);
  gtk_list_box_append (GTK_LIST_BOX (list), f->button);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), list);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
test_press (Fixture       *f,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ebb_press (f->window, "_Save", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->n_pressed, ==, 1);
  g_assert_true (ebb_press (f->window, "Electric car", &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->n_pressed, ==, 2);
}

/* A row of settings is pressed as well, and so is what it stands for; a row that does nothing cannot be. */
static void
test_rows (Fixture       *f,
           gconstpointer  data)
{
  GtkWidget *list = gtk_widget_get_parent (f->row);
  GtkWidget *limit = ebb_number_row_new (EBB_SETTING_MAXIMUM_PRICE, &(EbbPlaceAndTime) { .currency = "SEK" });
  g_autoptr (GError) error = NULL;

  gtk_list_box_append (GTK_LIST_BOX (list), limit);
  ebb_number_row_set_value (EBB_NUMBER_ROW (limit), &(EbbSettingValue) { TRUE, NAN, NAN, NAN, NAN });
  gtk_test_widget_wait_for_draw (f->window);
  g_assert_true (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (limit))));
  g_assert_true (ebb_press (f->window, "Highest price", &error));
  /* A switch slides. */
  while (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (limit))))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (limit))));

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (f->row), FALSE);
  g_assert_false (ebb_press (f->window, "Electric car", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (f->n_pressed, ==, 0);
}

static void
test_set (Fixture       *f,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ebb_press_set (f->window, "Charge to", 90, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (f->spin)), ==, 90);
  g_assert_false (ebb_press_set (f->window, "Electric car", 90, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_not_there (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) disabled = NULL;

  g_assert_false (ebb_press (f->window, "_Launch", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  gtk_widget_set_sensitive (f->button, FALSE);
  g_assert_false (ebb_press (f->window, "_Save", &disabled));
  g_assert_error (disabled, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (f->n_pressed, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, test) g_test_add ("/press/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("press", test_press);
  ADD ("rows", test_rows);
  ADD ("set", test_set);
  ADD ("not-there", test_not_there);

  return g_test_run ();
}

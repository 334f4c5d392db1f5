/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the settings by themselves: odd numbers, and every way to write a time. */

#include "home-stage.h"

#include <math.h>

#include "ui/ebb-fit-layout.h"
#include "ui/ebb-number-row.h"
#include "ui/ebb-time-row.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

/* A row in a window of its own, which is (transfer none) and to be destroyed. */
static GtkWidget *
present_row (EbbSetting             setting,
             const EbbPlaceAndTime *where,
             guint                 *n_edited)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = ebb_number_row_new (setting, where);

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (row, "edited", G_CALLBACK (count_cb), n_edited);

  return row;
}

static void
destroy_window_of (GtkWidget *row)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (row)));
}

/* Finer than its step, and outside of its range: shown as well as can be, and given back as it came. */
static void
test_odd_numbers (void)
{
  static const double odd[] = { 0.43219, -3.5, 99, 1.0 / 3 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      const EbbSettingValue value = { TRUE, odd[i], -1, 10, 0.01 };
      const EbbSettingValue none = { TRUE, NAN, -1, 10, 0.01 };
      guint n_edited = 0;
      GtkWidget *row = present_row (EBB_SETTING_MAXIMUM_PRICE, &(EbbPlaceAndTime) { .currency = "SEK" }, &n_edited);
      GtkWidget *spin;

      ebb_number_row_set_value (EBB_NUMBER_ROW (row), &value);
      spin = stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL);
      g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), odd[i] * 100, 0.5);
      ebb_number_row_commit (EBB_NUMBER_ROW (row));
      g_assert_cmpfloat (ebb_number_row_get_value (EBB_NUMBER_ROW (row)), ==, odd[i]);
      ebb_number_row_set_value (EBB_NUMBER_ROW (row), &none);
      g_assert_true (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (row))));
      g_assert_cmpuint (n_edited, ==, 0);
      destroy_window_of (row);
    }
}

/* What has no value is empty, and stays so for who passes through; it can be given any, the lowest too. */
static void
test_no_number (void)
{
  const EbbSettingValue none = { TRUE, NAN, 1, 100, 1 };
  guint n_edited = 0;
  GtkWidget *row = present_row (EBB_SETTING_ENERGY_NEED_KWH, &(EbbPlaceAndTime) { .currency = "SEK" }, &n_edited);
  GtkEditable *spin;

  ebb_number_row_set_value (EBB_NUMBER_ROW (row), &none);
  spin = GTK_EDITABLE (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));
  g_assert_cmpstr (gtk_editable_get_text (spin), ==, "");
  ebb_number_row_commit (EBB_NUMBER_ROW (row));
  g_assert_true (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (row))));
  g_assert_cmpstr (gtk_editable_get_text (spin), ==, "");
  g_assert_cmpuint (n_edited, ==, 0);

  /* What is being typed there stays while the service says again that there is none. */
  gtk_widget_grab_focus (GTK_WIDGET (spin));
  gtk_editable_set_text (spin, "1");
  ebb_number_row_set_value (EBB_NUMBER_ROW (row), &none);
  g_assert_cmpstr (gtk_editable_get_text (spin), ==, "1");
  ebb_number_row_commit (EBB_NUMBER_ROW (row));
  g_assert_cmpfloat (ebb_number_row_get_value (EBB_NUMBER_ROW (row)), ==, 1);
  g_assert_cmpuint (n_edited, ==, 1);
  gtk_editable_set_text (spin, "");
  ebb_number_row_commit (EBB_NUMBER_ROW (row));
  g_assert_true (isnan (ebb_number_row_get_value (EBB_NUMBER_ROW (row))));
  g_assert_cmpuint (n_edited, ==, 2);
  destroy_window_of (row);
}

/* A limit is said as it is shown and kept without VAT; what nobody touched is given back as it came, however it is shown. */
static void
test_price_with_vat (void)
{
  const EbbPlaceAndTime without = { .currency = "SEK" };
  const EbbPlaceAndTime with = { .currency = "SEK", .basis = { TRUE, 0.25 } };
  const EbbSettingValue value = { TRUE, 0.43, -1, 10, 0.01 };
  guint n_edited = 0;
  GtkWidget *row = present_row (EBB_SETTING_MAXIMUM_PRICE, &without, &n_edited);
  GtkSpinButton *spin;
  double step, lowest;

  ebb_number_row_set_value (EBB_NUMBER_ROW (row), &value);
  spin = GTK_SPIN_BUTTON (stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 43);
  g_assert_true (stage_shows (row, "öre/kWh excl. VAT"));

  ebb_number_row_set_place (EBB_NUMBER_ROW (row), &with);
  ebb_number_row_set_value (EBB_NUMBER_ROW (row), &value);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (spin), 53.75, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "53.75");
  gtk_spin_button_get_increments (spin, &step, NULL);
  g_assert_cmpfloat (step, ==, 1.25);
  gtk_spin_button_get_range (spin, &lowest, NULL);
  g_assert_cmpfloat (lowest, ==, -125);
  g_assert_true (stage_shows (row, "öre/kWh incl. VAT"));
  g_assert_cmpfloat (ebb_number_row_get_value (EBB_NUMBER_ROW (row)), ==, 0.43);
  gtk_spin_button_spin (spin, GTK_SPIN_STEP_FORWARD, step);
  g_assert_cmpfloat_with_epsilon (ebb_number_row_get_value (EBB_NUMBER_ROW (row)), 0.44, 1e-9);
  destroy_window_of (row);
}

static void
test_times (void)
{
  static const struct { const char *text; int minutes; gboolean is_valid; } cases[] = {
    { "7", 420, TRUE }, { "07", 420, TRUE }, { "0730", 450, TRUE }, { "7:30", 450, TRUE }, { "7.30", 450, TRUE }, { "", -1, TRUE },
    { "23:59", 1439, TRUE }, { " 7:30", 450, TRUE }, { "24:00", 0, FALSE }, { "-0:30", 0, FALSE }, { "+7:00", 0, FALSE },
    { "7: 5", 0, FALSE }, { "7:60", 0, FALSE }, { "730", 0, FALSE }, { "7x", 0, FALSE }, { ":30", 0, FALSE }, { "7:", 0, FALSE },
  };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = ebb_time_row_new ("Monday");
  GtkWidget *entry;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  entry = stage_find (row, GTK_TYPE_ENTRY, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ebb_time_row_set_minutes (EBB_TIME_ROW (row), 600);
      gtk_editable_set_text (GTK_EDITABLE (entry), cases[i].text);
      if (ebb_time_row_is_valid (EBB_TIME_ROW (row)) != cases[i].is_valid)
        g_error ("“%s”", cases[i].text);
      if (cases[i].is_valid)
        g_assert_cmpint (ebb_time_row_get_minutes (EBB_TIME_ROW (row)), ==, cases[i].minutes);
      ebb_time_row_forget (EBB_TIME_ROW (row));
    }
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Monday");
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
height_at (GtkWidget *row,
           int        width)
{
  int height;

  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

/* Where there is room the subtitle is a line and the row no higher; where there is little the controls stand beside it, and where there
 * is less below it. What it says belongs to the row and to its control. */
static void
test_room (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = ebb_number_row_new (EBB_SETTING_MINIMUM_STATE_OF_CHARGE, &(EbbPlaceAndTime) { 0 });
  GtkWidget *spin;
  int least, wide, narrow, narrowest;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_window_set_child (GTK_WINDOW (window), list);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  wide = height_at (row, 700);
  narrow = height_at (row, 336);
  narrowest = height_at (row, least);
  g_assert_cmpint (least, <, 250);
  g_assert_cmpint (wide, <, narrow);
  g_assert_cmpint (narrow, <, narrowest);

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Always at least");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Below this it charges at once, at any price");
  spin = stage_find (row, GTK_TYPE_SPIN_BUTTON, NULL, NULL);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Columns are beside each other where there is room for both, whatever is in them, and where text is large that takes more room. */
static void
test_columns (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkSettings *settings = gtk_widget_get_settings (box);
  int dpi = 0, beside, beneath;

  gtk_widget_set_layout_manager (box, g_object_new (EBB_TYPE_FIT_LAYOUT, "spacing", 20, "homogeneous", TRUE, "column-width", 190, NULL));
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (i == 0 ? "Short" : "A text that is much wider than its column, and that is wrapped there");

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_size_request (label, -1, 100);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  beside = height_at (box, 400);
  beneath = height_at (box, 399);
  g_assert_cmpint (beside, <, 200);
  g_assert_cmpint (beneath, >=, 220);

  g_object_set (gtk_widget_get_layout_manager (box), "line-spacing", 3, NULL);
  g_assert_cmpint (height_at (box, 400), ==, beside);
  g_assert_cmpint (height_at (box, 399), ==, beneath - 17);

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_widget_get_layout_manager (box), "line-spacing", -1, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  g_assert_cmpint (height_at (box, 400), >=, 220);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);
  g_test_add_func ("/rows/odd-numbers", test_odd_numbers);
  g_test_add_func ("/rows/no-number", test_no_number);
  g_test_add_func ("/rows/price-with-vat", test_price_with_vat);
  g_test_add_func ("/rows/times", test_times);
  g_test_add_func ("/rows/room", test_room);
  g_test_add_func ("/rows/columns", test_columns);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the savings view shows when there is not simply a report: while it waits, when it fails, when there is nothing; and that
 * it asks only when somebody sees it, fits where it is put and goes away for good. */

#include "savings-stage.h"

#include "ui/ebb-figure-card.h"
#include "ui/ebb-savings-table.h"

static void
wait_for_text (Stage      *stage,
               const char *text)
{
  while (stage_find_text (stage->view, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_reports (Stage *stage,
                  guint  n)
{
  while (stage->n_reports < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
load_home (Stage *stage)
{
  EbbHome *home = ebb_session_get_home (stage->session);

  ebb_home_refresh (home);
  while (ebb_home_is_loading (home))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_button (Stage      *stage,
             const char *label)
{
  return gtk_widget_get_ancestor (stage_find_text (stage->view, label), GTK_TYPE_BUTTON);
}

static Stage *
open_with (StageAnswer answer)
{
  Stage *stage = stage_new ();

  stage->answer = answer;
  stage_open (stage, 600);
  stage_wait (stage);

  return stage;
}

static void
test_unsupported (void)
{
  Stage *stage = open_with (STAGE_NOT_FOUND);

  g_assert_nonnull (stage_find_text (stage->view, "Your retailer’s service does not report savings."));
  g_assert_null (stage_find_text (stage->view, "Try again"));
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "controls")));

  stage_free (stage);
}

static void
test_nothing (void)
{
  Stage *stage = open_with (STAGE_MISSING);

  g_assert_nonnull (stage_find_text (stage->view, "Nothing was measured in this period"));

  /* The way to another period is open. */
  stage->answer = STAGE_EMPTY;
  stage_click (stage_find (stage, "previous_button"));
  wait_for_reports (stage, 2);
  stage_wait (stage);
  g_assert_nonnull (stage_find_text (stage->view, "Nothing was measured in this period"));
  stage->answer = STAGE_WHOLE;
  stage_click (stage_find (stage, "previous_button"));
  wait_for_text (stage, "Savings per day, excl. VAT");

  stage_free (stage);
}

/* Null is not 0. */
static void
test_nulls (void)
{
  Stage *stage = open_with (STAGE_NULLS);
  EbbFigureCard *saved = EBB_FIGURE_CARD (stage_find (stage, "saved_card"));

  g_assert_cmpstr (ebb_figure_card_get_figure (saved), ==, "–");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (saved), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Saved not known, excl. VAT, 0 of 24 days");
  g_assert_cmpstr (ebb_figure_card_get_figure (EBB_FIGURE_CARD (stage_find (stage, "used_card"))), !=, "–");

  stage_free (stage);
}

static void
test_error (void)
{
  Stage *stage = open_with (STAGE_BROKEN);

  g_assert_nonnull (stage_find_text (stage->view, "The answer could not be read"));
  g_assert_true (gtk_widget_get_visible (stage_find (stage, "controls")));

  stage->answer = STAGE_WHOLE;
  g_assert_true (gtk_widget_activate_action (find_button (stage, "Try again"), "savings.refresh", NULL));
  wait_for_text (stage, "Savings per day, excl. VAT");

  stage_free (stage);
}

/* A flood is no answer either. */
static void
test_crowd (void)
{
  Stage *stage = open_with (STAGE_CROWDED);

  g_assert_nonnull (stage_find_text (stage->view, "The answer could not be read"));

  stage_free (stage);
}

/* What is known stays when it cannot be asked for again, and says how old it is. */
static void
test_stale (void)
{
  Stage *stage = open_with (STAGE_WHOLE);
  g_autofree char *saved = g_strdup (ebb_figure_card_get_figure (EBB_FIGURE_CARD (stage_find (stage, "saved_card"))));

  g_assert_false (gtk_widget_get_visible (stage_find (stage, "stale")));
  stage->answer = STAGE_BROKEN;
  ebb_clock_advance (stage->clock, EBB_HOUR);
  ebb_savings_view_refresh (EBB_SAVINGS_VIEW (stage->view));
  wait_for_text (stage, "The answer could not be read. Last updated 12:30.");
  g_assert_cmpstr (ebb_figure_card_get_figure (EBB_FIGURE_CARD (stage_find (stage, "saved_card"))), ==, saved);

  stage->answer = STAGE_WHOLE;
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (stage_find (stage, "stale_button"))), ==, "savings.refresh");
  gtk_widget_activate_action (stage_find (stage, "stale_button"), "savings.refresh", NULL);
  while (gtk_widget_get_visible (stage_find (stage, "stale")))
    g_main_context_iteration (NULL, TRUE);

  stage_free (stage);
}

/* Figures of another period are dimmed at once and gone soon, whatever the service does; the focus comes back with the answer. */
static void
test_slow (void)
{
  Stage *stage = open_with (STAGE_WHOLE);
  GtkWidget *content = stage_find (stage, "content");

  gtk_widget_grab_focus (stage_find (stage, "paid_card"));
  stage->answer = STAGE_SILENT;
  stage_click (stage_find (stage, "previous_button"));
  g_assert_true (gtk_widget_has_css_class (content, "old"));
  while (gtk_widget_get_mapped (content))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (stage_find (stage, "state")), GTK_ACCESSIBLE_STATE_BUSY, TRUE);
  while (stage->waiting == NULL)
    g_main_context_iteration (NULL, TRUE);

  stage->answer = STAGE_WHOLE;
  stage_answer (stage);
  while (!gtk_widget_get_mapped (content))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_has_css_class (content, "old"));
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (stage->window)));

  stage_free (stage);
}

static void
test_no_home (void)
{
  Stage *stage = stage_new ();

  stage->n_facilities = 0;
  stage_open (stage, 600);
  wait_for_text (stage, "No home yet");
  g_assert_cmpuint (stage->n_reports, ==, 0);

  /* As soon as there is one, its savings are there. */
  stage->n_facilities = 1;
  load_home (stage);
  wait_for_text (stage, "Savings per day, excl. VAT");

  stage_free (stage);
}

/* Nothing is asked before somebody sees it, nor while nobody does; then at once. */
static void
test_unseen (void)
{
  Stage *stage = stage_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *other = gtk_label_new ("Devices");

  stage->view = ebb_savings_view_new ();
  stage->window = gtk_window_new ();
  gtk_stack_add_child (GTK_STACK (stack), other);
  gtk_stack_add_child (GTK_STACK (stack), stage->view);
  gtk_window_set_child (GTK_WINDOW (stage->window), stack);
  ebb_savings_view_set_session (EBB_SAVINGS_VIEW (stage->view), stage->session);
  gtk_window_present (GTK_WINDOW (stage->window));
  gtk_test_widget_wait_for_draw (stage->window);
  load_home (stage);
  load_home (stage);
  ebb_savings_view_refresh (EBB_SAVINGS_VIEW (stage->view));
  g_assert_cmpuint (stage->n_reports, ==, 0);

  gtk_stack_set_visible_child (GTK_STACK (stack), stage->view);
  wait_for_text (stage, "Savings per day, excl. VAT");
  g_assert_cmpuint (stage->n_reports, ==, 1);

  /* The home has been asked anew: so are the savings. */
  ebb_clock_advance (stage->clock, EBB_MINUTE);
  load_home (stage);
  wait_for_reports (stage, 2);

  gtk_stack_set_visible_child (GTK_STACK (stack), other);
  while (gtk_widget_get_mapped (stage->view))
    g_main_context_iteration (NULL, TRUE);
  load_home (stage);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (stage->n_reports, ==, 2);
  gtk_stack_set_visible_child (GTK_STACK (stack), stage->view);
  wait_for_reports (stage, 3);

  stage_free (stage);
}

static void
test_sessions (void)
{
  Stage *stage = open_with (STAGE_WHOLE);
  EbbSession *session = g_object_ref (stage->session);

  ebb_savings_view_set_session (EBB_SAVINGS_VIEW (stage->view), NULL);
  g_assert_false (gtk_widget_get_visible (stage_find (stage, "controls")));
  while (gtk_widget_get_mapped (stage_find (stage, "content")))
    g_main_context_iteration (NULL, TRUE);
  ebb_savings_view_refresh (EBB_SAVINGS_VIEW (stage->view));
  g_assert_cmpuint (stage->n_reports, ==, 1);

  ebb_savings_view_set_session (EBB_SAVINGS_VIEW (stage->view), session);
  wait_for_text (stage, "Savings per day, excl. VAT");
  wait_for_reports (stage, 2);

  g_object_unref (session);
  stage_free (stage);
}

static void
test_finalize (void)
{
  static const StageAnswer answers[] = { STAGE_WHOLE, STAGE_BROKEN, STAGE_SILENT };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Stage *stage = stage_new ();
      GtkWidget *view;

      stage->answer = answers[i];
      stage_open (stage, 600);
      wait_for_reports (stage, 1);
      if (answers[i] != STAGE_SILENT)
        stage_wait (stage);

      view = stage->view;
      g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
      gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&stage->window)));
      g_assert_null (view);
      stage_free (stage);
    }
}

/* It fits a phone, also with letters twice as large. */
static void
test_fits (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  for (int scale = 1; scale <= 2; scale++)
    {
      Stage *stage;
      int least;

      g_object_set (settings, "gtk-xft-dpi", scale * 96 * 1024, NULL);
      stage = stage_new ();
      stage->answer = STAGE_GAPS;
      stage_open (stage, 360);
      stage_wait (stage);
      gtk_widget_measure (stage->view, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, 360);

      stage_free (stage);
    }
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024, NULL);
}

/* Where there is no room for its column, the status is said below the time. */
static void
test_narrow_table (void)
{
  Stage *stage = stage_new ();
  GtkWidget *table;

  stage->answer = STAGE_GAPS;
  stage_open (stage, 360);
  stage_wait (stage);
  stage_click (find_button (stage, "Table"));
  while (stage_find_text (stage->view, "Used") == NULL)
    g_main_context_iteration (NULL, TRUE);
  table = stage_find_type (stage->view, EBB_TYPE_SAVINGS_TABLE);
  while (stage_find_text (table, "Status") != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (stage_find_text (table, "Missing") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (stage_find_text (table, "Final"));

  stage_free (stage);
}

int
main (int    argc,
      char **argv)
{
  stage_init (&argc, &argv);

  g_test_add_func ("/savings-states/unsupported", test_unsupported);
  g_test_add_func ("/savings-states/nothing", test_nothing);
  g_test_add_func ("/savings-states/nulls", test_nulls);
  g_test_add_func ("/savings-states/error", test_error);
  g_test_add_func ("/savings-states/crowd", test_crowd);
  g_test_add_func ("/savings-states/stale", test_stale);
  g_test_add_func ("/savings-states/slow", test_slow);
  g_test_add_func ("/savings-states/no-home", test_no_home);
  g_test_add_func ("/savings-states/unseen", test_unseen);
  g_test_add_func ("/savings-states/sessions", test_sessions);
  g_test_add_func ("/savings-states/finalize", test_finalize);
  g_test_add_func ("/savings-states/fits", test_fits);
  g_test_add_func ("/savings-states/narrow-table", test_narrow_table);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-stage.h"

/* A chart in a window between two buttons, and the means to walk, click and look at it as a person would. */

EbbBars *
stage_create_bars (gint64 first,
                   guint  n)
{
  EbbBars *bars = ebb_bars_new ();

  for (guint i = 0; i < n; i++)
    {
      gint64 key = first + i;
      g_autofree char *label = g_strdup_printf ("%" G_GINT64_FORMAT, key);
      g_autofree char *sentence = g_strdup_printf ("Day %" G_GINT64_FORMAT ": saved %u kr", key, i);

      ebb_bars_add (bars, key, label, sentence, i, i % 4);
    }

  return bars;
}

GtkWidget *
stage_find_named (GtkWidget  *widget,
                  const char *css_name)
{
  if (g_str_equal (gtk_widget_get_css_name (widget), css_name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find_named (child, css_name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
stage_get_bar (Stage *stage,
               int    index)
{
  GtkWidget *bar = gtk_widget_get_first_child (stage->list);

  while (index-- > 0 && bar != NULL)
    bar = gtk_widget_get_next_sibling (bar);
  g_assert_nonnull (bar);

  return bar;
}

guint
stage_count_bars (Stage *stage)
{
  guint n = 0;

  for (GtkWidget *bar = gtk_widget_get_first_child (stage->list); bar != NULL; bar = gtk_widget_get_next_sibling (bar))
    n++;

  return n;
}

GtkWidget *
stage_get_focus (Stage *stage)
{
  return gtk_root_get_focus (GTK_ROOT (stage->window));
}

static void
activated_cb (EbbBarChart *chart,
              gint64       key,
              Stage       *stage)
{
  stage->n_activated++;
  stage->activated_key = key;
}

static void
selected_cb (Stage *stage)
{
  stage->n_selected++;
}

void
stage_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
stage_wait_for_layout (Stage *stage)
{
  gtk_test_widget_wait_for_draw (stage->chart);
}

Stage *
stage_open (guint n,
            int   width)
{
  Stage *stage = g_new0 (Stage, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (EbbBars) bars = stage_create_bars (100, n);

  stage->before = gtk_button_new_with_label ("Before");
  stage->after = gtk_button_new_with_label ("After");
  stage->chart = ebb_bar_chart_new ();
  stage->list = stage_find_named (stage->chart, "bars");
  g_assert_nonnull (stage->list);
  gtk_widget_set_vexpand (stage->chart, TRUE);
  gtk_box_append (GTK_BOX (box), stage->before);
  gtk_box_append (GTK_BOX (box), stage->chart);
  gtk_box_append (GTK_BOX (box), stage->after);

  ebb_bar_chart_set_title (EBB_BAR_CHART (stage->chart), "Savings per day");
  ebb_bar_chart_set_bars (EBB_BAR_CHART (stage->chart), bars);
  g_signal_connect (stage->chart, "bar-activated", G_CALLBACK (activated_cb), stage);
  g_signal_connect_swapped (stage->chart, "notify::selected-key", G_CALLBACK (selected_cb), stage);

  stage->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (stage->window), box);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), width, 400);
  gtk_window_present (GTK_WINDOW (stage->window));
  stage_wait_for_layout (stage);

  return stage;
}

void
stage_close (Stage *stage)
{
  gtk_window_destroy (GTK_WINDOW (stage->window));
  stage_settle ();
  g_free (stage);
}

gboolean
stage_press_with (Stage           *stage,
                  guint            keyval,
                  GdkModifierType  state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage->list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      return handled;
    }

  g_assert_not_reached ();
}

gboolean
stage_press (Stage *stage,
             guint  keyval)
{
  return stage_press_with (stage, keyval, 0);
}

void
stage_click (Stage *stage,
             int    index,
             int    n_press)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (stage->list);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (stage_get_bar (stage, index), stage->list, &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", n_press,
                               (double) bounds.origin.x + bounds.size.width / 2,
                               (double) bounds.origin.y + bounds.size.height / 2);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbScenarioList:
 *
 * The palette: every scenario with its sentence, searched as one types, and above it what plays and what to look for. Scenarios are data
 * for reviewers, in English.
 */

#include "cockpit/ebb-scenario-list.h"

#include <glib/gi18n.h>

struct _EbbScenarioList
{
  GtkWidget parent_instance;

  EbbScene *scene;         /* (owned) (nullable) */
  GListStore *scenarios;   /* (owned) (element-type EbbScenario) */
  char **words;            /* (owned) (nullable): what is searched for, case-folded */
  GtkFilter *filter;       /* (owned) */
  GtkSingleSelection *selection; /* (owned) */

  GtkWidget *now;
  GtkLabel *name;
  GtkLabel *expect;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *list_view;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EbbScenarioList, ebb_scenario_list, GTK_TYPE_WIDGET)

/* Every word that was typed has to be somewhere. */
static gboolean
matches (gpointer item,
         gpointer user_data)
{
  EbbScenarioList *self = user_data;
  const EbbScenarioValues *values = ebb_scenario_get_values (item);
  g_autofree char *text = g_strjoin (" ", values->name, values->group, values->sentence, NULL);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (char **word = self->words; word != NULL && *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;

  return TRUE;
}

static void
choose (EbbScenarioList *self,
        guint            position)
{
  g_autoptr (EbbScenario) scenario = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (scenario != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, scenario);
}

static void
activated_cb (EbbScenarioList *self,
              guint            position)
{
  choose (self, position);
}

static void
entered_cb (EbbScenarioList *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
stop_search_cb (EbbScenarioList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
search_changed_cb (EbbScenarioList *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);

  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t", -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ? "list" : "nothing");
}

static void
show_scenario (EbbScenarioList *self)
{
  EbbScenario *scenario = ebb_scene_get_scenario (self->scene);
  const EbbScenarioValues *values = scenario != NULL ? ebb_scenario_get_values (scenario) : NULL;
  g_autofree char *expect = NULL;

  gtk_widget_set_visible (self->now, values != NULL);
  if (values == NULL)
    return;

  /* Translators: what a reviewer should see; %s is an English sentence */
  expect = g_strdup_printf (_("Look for: %s"), values->expect);
  gtk_label_set_text (self->name, values->name);
  gtk_label_set_text (self->expect, expect);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);

  return label;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), new_label ("heading"));
  gtk_box_append (GTK_BOX (box), new_label ("dim-label"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  /* With the row's own two pixels as far in as what stands above. */
  gtk_widget_set_margin_start (box, 10);
  gtk_widget_set_margin_end (box, 10);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  const EbbScenarioValues *values = ebb_scenario_get_values (gtk_list_item_get_item (item));
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (child);
  g_autofree char *label = g_strdup_printf ("%s. %s", values->name, values->sentence);

  /* The focus is on what GTK puts around it. */
  if (gtk_widget_get_parent (child) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_label_set_text (GTK_LABEL (name), values->name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), values->sentence);
}

static void
ebb_scenario_list_dispose (GObject *object)
{
  EbbScenarioList *self = EBB_SCENARIO_LIST (object);

  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  g_clear_object (&self->scene);
  g_clear_object (&self->scenarios);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->words, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), EBB_TYPE_SCENARIO_LIST);

  G_OBJECT_CLASS (ebb_scenario_list_parent_class)->dispose (object);
}

static void
ebb_scenario_list_class_init (EbbScenarioListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_scenario_list_dispose;

  /**
   * EbbScenarioList::chosen:
   * @scenario: an #EbbScenario
   *
   * It shall play.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         EBB_TYPE_SCENARIO);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/cockpit/ebb-scenario-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, now);
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, name);
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, expect);
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, entry);
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, stack);
  gtk_widget_class_bind_template_child (widget_class, EbbScenarioList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
ebb_scenario_list_init (EbbScenarioList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *found;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->scenarios = g_list_store_new (EBB_TYPE_SCENARIO);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->scenarios)), g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
}

/**
 * ebb_scenario_list_set_scene:
 * @self: a list
 * @scene: where they play
 *
 * Lists what can be played. Once.
 */
void
ebb_scenario_list_set_scene (EbbScenarioList *self,
                             EbbScene        *scene)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) scenarios = ebb_scenario_player_list (ebb_scene_get_player (scene), &error);

  self->scene = g_object_ref (scene);
  g_signal_connect_swapped (scene, "notify::scenario", G_CALLBACK (show_scenario), self);
  show_scenario (self);
  if (scenarios != NULL)
    g_list_store_splice (self->scenarios, 0, 0, scenarios->pdata, scenarios->len);
  else
    g_warning ("%s", error->message);
}

/**
 * ebb_scenario_list_search:
 * @self: a list
 *
 * Puts the focus where one types what to look for.
 */
void
ebb_scenario_list_search (EbbScenarioList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

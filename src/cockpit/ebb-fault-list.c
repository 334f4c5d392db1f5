/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbFaultList:
 *
 * What goes wrong, operation by operation: as the scenario has it, nothing, or any fault that there is a scenario for. It holds until
 * another scenario plays.
 */

#include "cockpit/ebb-fault-list.h"

#include <glib/gi18n.h>

#include "app/ebb-fault-maker.h"

/* Before the faults in every row's list. */
enum
{
  AS_IN_SCENARIO,
  NONE,
  N_FIXED
};

struct _EbbFaultList
{
  GtkWidget parent_instance;

  EbbScene *scene;        /* (owned) (nullable) */
  GPtrArray *operations;  /* (owned) (element-type utf8): EBB_FAULT_ALL first */
  GPtrArray *faults;      /* (owned) (element-type utf8): the names of scenarios */
  GPtrArray *rows;        /* (owned) (element-type AdwComboRow): one for each operation */
  char **chosen;          /* (owned): pairs of operation and fault */
  gboolean is_resetting;

  GtkWidget *page;
  AdwPreferencesGroup *group;
  GtkWidget *clear_button;
};

G_DEFINE_FINAL_TYPE (EbbFaultList, ebb_fault_list, GTK_TYPE_WIDGET)

static void
read_rows (EbbFaultList *self)
{
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      guint selected = adw_combo_row_get_selected (g_ptr_array_index (self->rows, i));

      if (selected == AS_IN_SCENARIO)
        continue;
      g_strv_builder_add (chosen, g_ptr_array_index (self->operations, i));
      g_strv_builder_add (chosen, selected == NONE ? "" : g_ptr_array_index (self->faults, selected - N_FIXED));
    }

  g_strfreev (self->chosen);
  self->chosen = g_strv_builder_end (chosen);
  gtk_widget_set_sensitive (self->clear_button, self->chosen[0] != NULL);
}

static void
apply (EbbFaultList *self)
{
  EbbSession *session = ebb_context_get_session (ebb_scene_get_context (self->scene));
  EbbFaultMaker *maker = EBB_FAULT_MAKER (ebb_scene_get_player (self->scene));
  g_autoptr (GError) error = NULL;

  read_rows (self);
  if (!ebb_fault_maker_set_faults (maker, (const char *const *) self->chosen, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.tell", "s", error->message);
  else if (session != NULL)
    ebb_home_refresh (ebb_session_get_home (session));
}

static void
selected_cb (EbbFaultList *self)
{
  if (!self->is_resetting)
    apply (self);
}

static void
reset (EbbFaultList *self)
{
  self->is_resetting = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    adw_combo_row_set_selected (g_ptr_array_index (self->rows, i), AS_IN_SCENARIO);
  self->is_resetting = FALSE;
  read_rows (self);
}

static void
cleared_cb (EbbFaultList *self)
{
  reset (self);
  apply (self);
}

/* With an account there are none to make. */
static void
session_cb (EbbFaultList *self)
{
  EbbSession *session = ebb_context_get_session (ebb_scene_get_context (self->scene));
  gboolean is_real = session != NULL && !ebb_session_is_demo (session);

  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !is_real);
  adw_preferences_group_set_description (self->group, is_real ? _("An account’s service is real. Play a scenario to let something fail.")
                                                              : _("They hold until another scenario plays."));
}

static void
add_row (EbbFaultList *self,
         const char   *operation,
         GListModel   *choices)
{
  GtkWidget *row = adw_combo_row_new ();

  if (g_str_equal (operation, EBB_FAULT_ALL))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Every other operation"));
  else
    {
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), operation);
    }
  /* What is chosen goes below: operations have long names. */
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), choices);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (selected_cb), self);
  g_ptr_array_add (self->operations, g_strdup (operation));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->group, row);
}

static void
ebb_fault_list_dispose (GObject *object)
{
  EbbFaultList *self = EBB_FAULT_LIST (object);

  g_clear_object (&self->scene);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_strfreev);
  g_clear_pointer (&self->page, gtk_widget_unparent);

  G_OBJECT_CLASS (ebb_fault_list_parent_class)->dispose (object);
}

static void
ebb_fault_list_class_init (EbbFaultListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_fault_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ebb_fault_list_init (EbbFaultList *self)
{
  AdwPreferencesGroup *clear_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->operations = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  self->page = adw_preferences_page_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->clear_button = gtk_button_new_with_mnemonic (_("_As in the scenario"));
  gtk_widget_set_halign (self->clear_button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (self->clear_button, 12);
  g_signal_connect_swapped (self->clear_button, "clicked", G_CALLBACK (cleared_cb), self);
  adw_preferences_group_set_title (self->group, _("What goes wrong"));
  adw_preferences_group_add (clear_group, self->clear_button);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), self->group);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), clear_group);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

/**
 * ebb_fault_list_set_scene:
 * @self: a list
 * @scene: where it goes wrong; its player is an #EbbFaultMaker
 *
 * Lists what can go wrong. Once.
 */
void
ebb_fault_list_set_scene (EbbFaultList *self,
                          EbbScene     *scene)
{
  EbbFaultMaker *maker = EBB_FAULT_MAKER (ebb_scene_get_player (scene));
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);
  g_auto (GStrv) operations = ebb_fault_maker_list_operations (maker);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = ebb_fault_maker_list_faults (maker, &error);

  self->scene = g_object_ref (scene);
  if (faults == NULL)
    g_warning ("%s", error->message);

  gtk_string_list_append (choices, _("As in the scenario"));
  gtk_string_list_append (choices, _("Nothing goes wrong"));
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const EbbScenarioValues *values = ebb_scenario_get_values (g_ptr_array_index (faults, i));

      g_ptr_array_add (self->faults, g_strdup (values->name));
      gtk_string_list_append (choices, values->name);
    }
  add_row (self, EBB_FAULT_ALL, G_LIST_MODEL (choices));
  for (char **operation = operations; *operation != NULL; operation++)
    add_row (self, *operation, G_LIST_MODEL (choices));
  g_signal_connect_object (ebb_scene_get_context (scene), "notify::session", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);
  /* What is played anew has only its own faults. */
  g_signal_connect_object (scene, "notify::scenario", G_CALLBACK (reset), self, G_CONNECT_SWAPPED);
  reset (self);
  session_cb (self);
}

/**
 * ebb_fault_list_get_faults:
 * @self: a list
 *
 * Returns: (transfer none): pairs of operation and fault, "" for none, ended by %NULL; what is not there is as in the scenario
 */
const char *const *
ebb_fault_list_get_faults (EbbFaultList *self)
{
  return (const char *const *) self->chosen;
}

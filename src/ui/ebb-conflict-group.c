/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbConflictGroup:
 *
 * Both versions of the settings that were changed here and are others elsewhere, side by side. It is there as long as there is a
 * conflict, and whoever decides does so in the #EbbSaveBar.
 */

#include "ui/ebb-conflict-group.h"

#include <glib/gi18n.h>

#include "ui/ebb-setting-form.h"
#include "ui/ebb-weekday.h"

struct _EbbConflictGroup
{
  AdwPreferencesGroup parent_instance;

  EbbSettingsEditor *editor; /* (owned) */
  EbbHome *home;             /* (owned) */
  EbbDevice *device;         /* (owned) */
  GPtrArray *rows;           /* (owned) */
};

G_DEFINE_FINAL_TYPE (EbbConflictGroup, ebb_conflict_group, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (EbbConflictGroup *self,
         const char       *title,
         const char       *mine,
         const char       *theirs)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *both = NULL;
  g_autofree char *plain = NULL;

  /* Translators: the value of a setting as it was changed here, and as it was changed elsewhere. */
  both = g_strdup_printf (_("Yours: %s\nTheirs: %s"), mine, theirs);
  plain = g_markup_escape_text (both, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), plain);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_time (int minutes)
{
  return minutes == EBB_NO_TIME ? g_strdup (_("no deadline")) : g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static void
add_rows (EbbConflictGroup   *self,
          const EbbSpoValues *mine,
          const EbbSpoValues *theirs)
{
  EbbPlaceAndTime where = ebb_place_and_time_of_device (self->home, self->device);

  if (mine->is_enabled != theirs->is_enabled)
    add_row (self, _("Run when power is cheap"), mine->is_enabled == EBB_YES ? _("on") : _("off"),
             theirs->is_enabled == EBB_YES ? _("on") : _("off"));
  for (int day = 0; day < 7; day++)
    if (mine->ready_by[day] != theirs->ready_by[day])
      {
        g_autofree char *my_time = dup_time (mine->ready_by[day]);
        g_autofree char *their_time = dup_time (theirs->ready_by[day]);
        /* Translators: %s is a day of the week. */
        g_autofree char *title = g_strdup_printf (_("Ready by, %s"), ebb_weekday_get_name (day));

        add_row (self, title, my_time, their_time);
      }
  for (int i = 0; i < EBB_N_SETTINGS; i++)
    if (mine->numbers[i].is_present && theirs->numbers[i].is_present &&
        !ebb_spo_number_equal (mine->numbers[i].value, theirs->numbers[i].value))
      {
        g_autofree char *my_text = ebb_setting_form_dup_text ((EbbSetting) i, mine->numbers[i].value, &where);
        g_autofree char *their_text = ebb_setting_form_dup_text ((EbbSetting) i, theirs->numbers[i].value, &where);

        add_row (self, _(ebb_setting_form_get ((EbbSetting) i)->title), my_text, their_text);
      }
}

static void
update (EbbConflictGroup *self)
{
  const EbbSpoValues *theirs = ebb_settings_editor_get_theirs (self->editor);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (theirs != NULL)
    {
      EbbSpoValues mine = ebb_settings_editor_get_mine (self->editor);

      add_rows (self, &mine, theirs);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
ebb_conflict_group_dispose (GObject *object)
{
  EbbConflictGroup *self = EBB_CONFLICT_GROUP (object);

  if (self->editor != NULL)
    g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  g_clear_object (&self->home);
  g_clear_object (&self->device);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (ebb_conflict_group_parent_class)->dispose (object);
}

static void
ebb_conflict_group_class_init (EbbConflictGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ebb_conflict_group_dispose;
}

static void
ebb_conflict_group_init (EbbConflictGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Two versions"));
}

/**
 * ebb_conflict_group_new:
 * @editor: what is edited
 * @home: a home
 * @device: whose settings they are; its facility's currency counts
 *
 * Returns: (transfer floating): a group, not shown while there is no conflict
 */
GtkWidget *
ebb_conflict_group_new (EbbSettingsEditor *editor,
                        EbbHome           *home,
                        EbbDevice         *device)
{
  EbbConflictGroup *self = g_object_new (EBB_TYPE_CONFLICT_GROUP, NULL);

  self->editor = g_object_ref (editor);
  self->home = g_object_ref (home);
  self->device = g_object_ref (device);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (update), self);
  g_signal_connect_object (ebb_home_get_units (home), "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

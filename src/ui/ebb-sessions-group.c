/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbSessionsGroup:
 *
 * When a device charged or heated in the last weeks, what that cost, and what it saved. The latest few, and all of them when one asks for
 * them. It shows as soon as the service has answered.
 *
 * CSS node: `sessions`.
 */

#include "ui/ebb-sessions-group.h"

#include <glib/gi18n.h>

#include "base/ebb-error.h"
#include "base/ebb-format.h"
#include "ui/ebb-cut.h"
#include "ui/ebb-session-words.h"

#define FEW 3
/* More rows than anybody reads would take longer than a frame to make. */
#define MOST 100

struct _EbbSessionsGroup
{
  GtkWidget parent_instance;

  EbbHome *home;       /* (owned) (nullable) */
  EbbOutlook *outlook; /* (owned) (nullable) */
  GPtrArray *rows;     /* (owned) */
  gboolean is_whole;   /* one has asked for all */

  AdwPreferencesGroup *group;
  GtkWidget *more_button;
};

G_DEFINE_FINAL_TYPE (EbbSessionsGroup, ebb_sessions_group, GTK_TYPE_WIDGET)

static GtkWidget *
add_row (EbbSessionsGroup *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

/* Rows stay where they are and change what they say, so that what somebody is at does not go away. */
static void
show_sessions (EbbSessionsGroup *self,
               GArray           *sessions)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  guint n = MIN (sessions->len, self->is_whole ? MOST : FEW);

  for (guint i = 0; i < n; i++)
    {
      const EbbDeviceSession *session = &g_array_index (sessions, EbbDeviceSession, i);
      GtkWidget *row = i < self->rows->len ? self->rows->pdata[i] : add_row (self);
      g_autofree char *when = ebb_session_words_dup_when (session, &where);
      g_autofree char *figures = ebb_session_words_dup_figures (session, &where);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), figures);
    }

  while (self->rows->len > n)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (self->group, row);
    }
}

static char *
describe_age (EbbSessionsGroup *self)
{
  EbbPlaceAndTime where = ebb_place_and_time_of (self->home);
  gint64 told_at_us = ebb_outlook_get_told_at (self->outlook, EBB_OUTLOOK_SESSIONS);
  g_autofree char *time = ebb_format_day_time (told_at_us, where.now_us, where.time_zone);

  /* Translators: when this was so, such as "yesterday 18:30". */
  return g_strdup_printf (_("As of %s"), time);
}

static char *
describe (EbbSessionsGroup *self,
          GArray           *sessions,
          const GError     *error)
{
  gboolean is_fresh = ebb_outlook_is_fresh (self->outlook, EBB_OUTLOOK_SESSIONS);

  if (sessions != NULL && !is_fresh && sessions->len > 0)
    return describe_age (self);
  if (sessions != NULL && is_fresh && sessions->len == 0)
    return g_strdup (_("Nothing in the last two weeks"));
  if (sessions != NULL && self->is_whole && sessions->len > MOST)
    /* Translators: numbers of sessions. */
    return g_strdup_printf (_("The latest %1$u of %2$u"), MOST, sessions->len);
  if (sessions != NULL && is_fresh)
    return NULL;
  if (ebb_error_is_not_offered (error))
    return g_strdup (_("Your retailer's service does not report sessions."));

  return g_strdup (_("Sessions are not known just now."));
}

static void
update (EbbSessionsGroup *self)
{
  GArray *sessions = ebb_outlook_get_sessions (self->outlook);
  const GError *error = ebb_outlook_get_error (self->outlook, EBB_OUTLOOK_SESSIONS);
  /* Nothing that is only remembered may have become something since. */
  gboolean is_told = (sessions != NULL && sessions->len > 0) || ebb_outlook_is_fresh (self->outlook, EBB_OUTLOOK_SESSIONS);
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_told || error != NULL);
  if (!is_told && error == NULL)
    return;

  if (sessions != NULL)
    show_sessions (self, sessions);
  description = describe (self, sessions, error);
  adw_preferences_group_set_description (self->group, description);
  gtk_widget_set_visible (self->more_button, !self->is_whole && sessions != NULL && sessions->len > FEW);
}

static void
changed_cb (EbbSessionsGroup *self,
            int               part)
{
  if (part != EBB_OUTLOOK_PLAN && part != EBB_OUTLOOK_PRICES)
    update (self);
}

static void
show_all_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  EbbSessionsGroup *self = EBB_SESSIONS_GROUP (widget);

  self->is_whole = TRUE;
  update (self);
  if (self->rows->len > FEW)
    gtk_widget_grab_focus (self->rows->pdata[FEW]);
}

static void
ebb_sessions_group_dispose (GObject *object)
{
  EbbSessionsGroup *self = EBB_SESSIONS_GROUP (object);
  GtkWidget *child;

  if (self->outlook != NULL)
    g_signal_handlers_disconnect_by_data (self->outlook, self);
  g_clear_object (&self->outlook);
  g_clear_object (&self->home);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ebb_sessions_group_parent_class)->dispose (object);
}

static void
ebb_sessions_group_class_init (EbbSessionsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_sessions_group_dispose;
  gtk_widget_class_set_css_name (widget_class, "sessions");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "sessions.show-all", NULL, show_all_cb);
}

static void
ebb_sessions_group_init (EbbSessionsGroup *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Sessions"));
  gtk_widget_set_parent (GTK_WIDGET (self->group), GTK_WIDGET (self));
  self->more_button = gtk_button_new_with_mnemonic (_("Show _all from the last two weeks"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->more_button), "sessions.show-all");
  gtk_widget_set_halign (self->more_button, GTK_ALIGN_CENTER);
  ebb_cut_wrap_button (self->more_button);
  gtk_widget_set_parent (self->more_button, GTK_WIDGET (self));
}

/**
 * ebb_sessions_group_set_outlook:
 * @self: a group
 * @home: a home
 * @outlook: of one of its devices
 *
 * Shows the sessions of an outlook. Once.
 */
void
ebb_sessions_group_set_outlook (EbbSessionsGroup *self,
                                EbbHome          *home,
                                EbbOutlook       *outlook)
{
  self->home = g_object_ref (home);
  self->outlook = g_object_ref (outlook);
  g_signal_connect_swapped (outlook, "changed", G_CALLBACK (changed_cb), self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/**
 * EbbTimeBar:
 *
 * What time it is in the make-believe world, by the clocks at home there: set, a quarter of an hour on, or passing slowly or fast. The
 * service and the client go along, and what is shown is asked for again.
 */

#include "cockpit/ebb-time-bar.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "ui/ebb-fit-layout.h"

/* How often the time is shown, and how often the page follows while time passes faster than it does. */
#define SHOW_MS 200
#define N_SHOWN_UNTIL_REFRESH 5

#define STEP_US (15 * EBB_MINUTE)

#define FIRST_YEAR 1970
#define LAST_YEAR 2199

struct _EbbTimeBar
{
  GtkWidget parent_instance;

  EbbScene *scene;    /* (owned) (nullable) */
  guint timer_id;     /* 0 while none is needed */
  guint n_shown;      /* since the page followed */
  gboolean is_showing; /* the buttons follow the clock, not the other way round */
  GPtrArray *buttons; /* (owned) (element-type GtkToggleButton): one for each speed */

  GtkWidget *box; /* bound, so that it goes with the template */
  GtkMenuButton *time_button;
  GtkLabel *time;
  GtkWidget *step_button;
  GtkWidget *speeds;
  GtkWidget *explanation;
  GtkPopover *popover;
  GtkEditable *entry;
  GtkWidget *hint;
};

static const struct
{
  double speed;
  const char *icon_name; /* or else the label */
  const char *label;
  const char *tooltip;
} speeds[] = {
  { 0, "media-playback-pause-symbolic", NULL, N_("Time stands still") },
  { 1, NULL, "×1", N_("Time passes as it does") },
  { 60, NULL, "×60", N_("A minute passes each second") },
  { 900, NULL, "×900", N_("A quarter of an hour passes each second") },
};

G_DEFINE_FINAL_TYPE (EbbTimeBar, ebb_time_bar, GTK_TYPE_WIDGET)

static EbbClock *
clock_of (EbbTimeBar *self)
{
  return ebb_context_get_clock (ebb_scene_get_context (self->scene));
}

static EbbSession *
session_of (EbbTimeBar *self)
{
  return ebb_context_get_session (ebb_scene_get_context (self->scene));
}

static GDateTime *
dup_now (EbbTimeBar *self)
{
  g_autoptr (GTimeZone) zone = ebb_scene_dup_time_zone (self->scene);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ebb_clock_now (clock_of (self)) / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

static void
show_time (EbbTimeBar *self)
{
  g_autoptr (GDateTime) now = dup_now (self);
  g_autofree char *text = g_date_time_format (now, "%a %Y-%m-%d %H:%M:%S %Z");

  gtk_label_set_text (self->time, text);
}

static void
show_speed (EbbTimeBar *self)
{
  double speed = ebb_clock_get_speed (clock_of (self));

  self->is_showing = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), speeds[i].speed == speed);
  self->is_showing = FALSE;
}

static gboolean
is_fast (EbbTimeBar *self)
{
  return ebb_clock_get_speed (clock_of (self)) > 1;
}

/* The client asks once a minute of real time, which is a long time here. */
static void
refresh (EbbTimeBar *self)
{
  EbbSession *session = session_of (self);

  self->n_shown = 0;
  if (session != NULL)
    ebb_home_refresh (ebb_session_get_home (session));
}

static gboolean
timer_cb (gpointer user_data)
{
  EbbTimeBar *self = EBB_TIME_BAR (user_data);
  EbbSession *session = session_of (self);

  show_time (self);
  /* Not before the last answer: a slow one would never come. */
  if (++self->n_shown >= N_SHOWN_UNTIL_REFRESH && is_fast (self) && session != NULL &&
      !ebb_home_is_loading (ebb_session_get_home (session)))
    refresh (self);

  return G_SOURCE_CONTINUE;
}

/* It ticks while somebody looks, and while the page has to follow. */
static void
follow_timer (EbbTimeBar *self)
{
  gboolean is_needed = gtk_widget_get_mapped (GTK_WIDGET (self)) || is_fast (self);

  if (!is_needed)
    g_clear_handle_id (&self->timer_id, g_source_remove);
  else if (self->timer_id == 0)
    self->timer_id = g_timeout_add (SHOW_MS, timer_cb, self);
}

static void
jumped_cb (EbbTimeBar *self)
{
  show_time (self);
  show_speed (self);
  follow_timer (self);
}

static void
set_time (EbbTimeBar *self,
          gint64      now_us,
          double      speed)
{
  g_autoptr (GError) error = NULL;

  if (ebb_scenario_player_set_time (ebb_scene_get_player (self->scene), now_us, speed, &error))
    refresh (self);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "cockpit.tell", "s", error->message);
}

static void
step_cb (EbbTimeBar *self)
{
  set_time (self, ebb_clock_now (clock_of (self)) + STEP_US, ebb_clock_get_speed (clock_of (self)));
}

static void
speed_cb (EbbTimeBar      *self,
          GtkToggleButton *button)
{
  guint i;

  if (!self->is_showing && gtk_toggle_button_get_active (button) && g_ptr_array_find (self->buttons, button, &i))
    set_time (self, ebb_clock_now (clock_of (self)), speeds[i].speed);
}

/* The hint is there all the time, so that nothing moves when it is needed. */
static void
show_problem (EbbTimeBar *self,
              gboolean    is_problem)
{
  if (is_problem)
    gtk_widget_add_css_class (self->hint, "error");
  else
    gtk_widget_remove_css_class (self->hint, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (EbbTimeBar *self)
{
  show_problem (self, FALSE);
}

static void
popover_shown_cb (EbbTimeBar *self)
{
  g_autoptr (GDateTime) now = dup_now (self);
  g_autofree char *text = g_date_time_format (now, "%Y-%m-%d %H:%M");

  gtk_editable_set_text (self->entry, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
set_cb (EbbTimeBar *self)
{
  g_autoptr (GTimeZone) zone = ebb_scene_dup_time_zone (self->scene);
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour, minute;
  char rest;

  if (sscanf (gtk_editable_get_text (self->entry), " %4d-%2d-%2d %2d:%2d %c", &year, &month, &day, &hour, &minute, &rest) == 5 &&
      year >= FIRST_YEAR && year <= LAST_YEAR)
    time = g_date_time_new (zone, year, month, day, hour, minute, 0);
  if (time == NULL)
    {
      show_problem (self, TRUE);
      return;
    }

  gtk_popover_popdown (self->popover);
  set_time (self, g_date_time_to_unix (time) * G_USEC_PER_SEC, ebb_clock_get_speed (clock_of (self)));
}

static void
system_cb (EbbTimeBar *self)
{
  g_autoptr (EbbClock) system = ebb_clock_new_system ();

  gtk_popover_popdown (self->popover);
  set_time (self, ebb_clock_now (system), 1);
}

static void
follow_session (EbbTimeBar *self)
{
  EbbSession *session = session_of (self);
  gboolean is_real = session != NULL && !ebb_session_is_demo (session);

  gtk_widget_set_sensitive (GTK_WIDGET (self->time_button), !is_real);
  gtk_widget_set_sensitive (self->step_button, !is_real);
  gtk_widget_set_sensitive (self->speeds, !is_real);
  gtk_widget_set_visible (self->explanation, is_real);
  show_time (self);
}

static void
ebb_time_bar_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ebb_time_bar_parent_class)->map (widget);
  follow_timer (EBB_TIME_BAR (widget));
}

static void
ebb_time_bar_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ebb_time_bar_parent_class)->unmap (widget);
  follow_timer (EBB_TIME_BAR (widget));
}

static void
ebb_time_bar_dispose (GObject *object)
{
  EbbTimeBar *self = EBB_TIME_BAR (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->scene);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), EBB_TYPE_TIME_BAR);

  G_OBJECT_CLASS (ebb_time_bar_parent_class)->dispose (object);
}

static void
ebb_time_bar_class_init (EbbTimeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ebb_time_bar_dispose;
  g_type_ensure (EBB_TYPE_FIT_LAYOUT);
  widget_class->map = ebb_time_bar_map;
  widget_class->unmap = ebb_time_bar_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/ebb_energy/Ebb/cockpit/ebb-time-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, box);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, time_button);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, time);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, step_button);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, speeds);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, explanation);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, popover);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, entry);
  gtk_widget_class_bind_template_child (widget_class, EbbTimeBar, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_cb);
  gtk_widget_class_bind_template_callback (widget_class, system_cb);
}

static void
ebb_time_bar_init (EbbTimeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->hint, NULL, -1);
  /* The focus is on the button in it, which GTK leaves without a name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->time_button))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Change the time"), -1);
  self->buttons = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      /* What stands on a button is its name, for newer GTK whatever else one says. */
      if (speeds[i].icon_name != NULL)
        {
          gtk_button_set_icon_name (GTK_BUTTON (button), speeds[i].icon_name);
          gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(speeds[i].tooltip), -1);
        }
      else
        gtk_button_set_label (GTK_BUTTON (button), speeds[i].label);
      gtk_widget_set_tooltip_text (button, _(speeds[i].tooltip));
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (speed_cb), self);
      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (self->speeds), button);
    }
}

/**
 * ebb_time_bar_set_scene:
 * @self: a bar
 * @scene: whose time it is
 *
 * Shows the time there. Once.
 */
void
ebb_time_bar_set_scene (EbbTimeBar *self,
                        EbbScene   *scene)
{
  EbbContext *context = ebb_scene_get_context (scene);

  self->scene = g_object_ref (scene);
  g_signal_connect_object (ebb_context_get_clock (context), "jumped", G_CALLBACK (jumped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (follow_session), self, G_CONNECT_SWAPPED);
  show_speed (self);
  follow_session (self);
}

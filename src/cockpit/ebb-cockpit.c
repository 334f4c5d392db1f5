/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reviewer's place beside the window: it looks on while the window is used, and can bring it into any state. While it is not enabled
 * it notes nothing, and its actions are not there for anybody.
 *
 * Keys: F12 opens it, Ctrl+K opens it where states are searched for. */

#include "cockpit/ebb-cockpit.h"

#include "cockpit/ebb-cockpit-window.h"

struct _EbbCockpit
{
  GObject parent_instance;

  GtkApplication *application; /* not owned: it outlives the cockpit's use */
  EbbScene *scene;             /* (owned) */
  EbbTrace *trace;             /* (owned) */
  char **environment;          /* (owned): that this process was started with */
  EbbWindow *window;           /* weak (nullable): what is reviewed */
  GtkWidget *cockpit_window;   /* weak (nullable) */
  int width;                   /* of the window, before a look changed it; 0 while none does */
  int height;
  gboolean was_maximized;
  gboolean is_enabled;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (EbbCockpit, ebb_cockpit, G_TYPE_OBJECT)

static void
close_window (EbbCockpit *self)
{
  if (self->cockpit_window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->cockpit_window));
}

static EbbCockpitWindow *
open_window (EbbCockpit *self)
{
  if (self->window == NULL)
    return NULL;

  if (self->cockpit_window == NULL)
    {
      GtkWidget *window = ebb_cockpit_window_new (self->scene, self->trace, self->window, self->environment);

      g_set_weak_pointer (&self->cockpit_window, window);
      gtk_widget_insert_action_group (window, "app", G_ACTION_GROUP (self->application));
    }
  gtk_window_present (GTK_WINDOW (self->cockpit_window));

  return EBB_COCKPIT_WINDOW (self->cockpit_window);
}

static void
cockpit_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  open_window (EBB_COCKPIT (user_data));
}

static void
scenarios_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  EbbCockpitWindow *window = open_window (EBB_COCKPIT (user_data));

  if (window != NULL)
    ebb_cockpit_window_search (window);
}

static const GActionEntry actions[] = {
  { .name = "cockpit", .activate = cockpit_cb },
  { .name = "scenarios", .activate = scenarios_cb },
};

static void
set_enabled (EbbCockpit *self,
             gboolean    is_enabled)
{
  GActionMap *map = G_ACTION_MAP (self->application);

  if (self->is_enabled == is_enabled)
    return;

  self->is_enabled = is_enabled;
  ebb_context_set_trace (ebb_scene_get_context (self->scene), is_enabled ? self->trace : NULL);
  if (is_enabled)
    g_action_map_add_action_entries (map, actions, G_N_ELEMENTS (actions), self);
  for (guint i = 0; !is_enabled && i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (map, actions[i].name);
  if (!is_enabled)
    {
      close_window (self);
      ebb_trace_clear (self->trace);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

static void
restore_size (EbbCockpit *self)
{
  if (self->width == 0)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self->window), self->width, self->height);
  if (self->was_maximized)
    gtk_window_maximize (GTK_WINDOW (self->window));
  self->width = 0;
}

/* A size that nobody chose comes back when the look that changed it is over. */
static void
apply_look (EbbCockpit *self)
{
  const EbbLook *look = ebb_scene_get_look (self->scene);
  GtkWindow *window = GTK_WINDOW (self->window);

  if (window == NULL || !gtk_widget_get_realized (GTK_WIDGET (window)))
    return;

  if (look->width != 0 && self->width == 0)
    {
      gtk_window_get_default_size (window, &self->width, &self->height);
      self->was_maximized = gtk_window_is_maximized (window);
    }
  ebb_look_apply (look, window);
  if (look->width == 0)
    restore_size (self);
}

/* What the window remembers is the person's own. */
static gboolean
close_request_cb (EbbCockpit *self)
{
  restore_size (self);

  return GDK_EVENT_PROPAGATE;
}

static void
window_added_cb (EbbCockpit *self,
                 GtkWindow  *window)
{
  if (!EBB_IS_WINDOW (window))
    return;

  g_set_weak_pointer (&self->window, EBB_WINDOW (window));
  /* By then it has the size that it has by itself. */
  g_signal_connect_object (window, "realize", G_CALLBACK (apply_look), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "hide", G_CALLBACK (close_window), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (close_window), self, G_CONNECT_SWAPPED);
}

/* An account's service is real, and so is its time. */
static void
session_cb (EbbCockpit *self)
{
  EbbSession *session = ebb_context_get_session (ebb_scene_get_context (self->scene));

  if (session != NULL && !ebb_session_is_demo (session))
    ebb_scene_end (self->scene);
}

static void
set_keys (GtkApplication *application)
{
  static const char *const cockpit_keys[] = { "F12", NULL };
  static const char *const scenario_keys[] = { "<Control>k", NULL };

  gtk_application_set_accels_for_action (application, "app.cockpit", cockpit_keys);
  gtk_application_set_accels_for_action (application, "app.scenarios", scenario_keys);
}

static void
ebb_cockpit_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, EBB_COCKPIT (object)->is_enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_cockpit_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      set_enabled (EBB_COCKPIT (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ebb_cockpit_dispose (GObject *object)
{
  EbbCockpit *self = EBB_COCKPIT (object);

  if (self->scene != NULL)
    set_enabled (self, FALSE);
  g_clear_weak_pointer (&self->cockpit_window);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->scene);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->environment, g_strfreev);

  G_OBJECT_CLASS (ebb_cockpit_parent_class)->dispose (object);
}

static void
ebb_cockpit_class_init (EbbCockpitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ebb_cockpit_get_property;
  object_class->set_property = ebb_cockpit_set_property;
  object_class->dispose = ebb_cockpit_dispose;

  /**
   * EbbCockpit:enabled:
   *
   * Whether it can be opened, and looks on.
   */
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ebb_cockpit_init (EbbCockpit *self)
{
}

/**
 * ebb_cockpit_new:
 * @application: the application; its window is what is reviewed
 * @scene: where scenarios play; their player has to be an #EbbFaultMaker, too
 * @environment: that this process was started with, for another one
 *
 * Returns: (transfer full): a cockpit that is not enabled yet. It must go before @application does.
 */
EbbCockpit *
ebb_cockpit_new (GtkApplication *application,
                 EbbScene       *scene,
                 char          **environment)
{
  EbbCockpit *self = g_object_new (EBB_TYPE_COCKPIT, NULL);
  EbbContext *context = ebb_scene_get_context (scene);

  self->application = application;
  self->environment = g_strdupv (environment);
  self->scene = g_object_ref (scene);
  self->trace = ebb_trace_new (ebb_context_get_clock (context));
  g_signal_connect (application, "startup", G_CALLBACK (set_keys), NULL);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scene, "notify::look", G_CALLBACK (apply_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::session", G_CALLBACK (session_cb), self, G_CONNECT_SWAPPED);

  return self;
}

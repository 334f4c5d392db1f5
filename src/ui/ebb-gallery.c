/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page of the demo home as a picture: light and dark, narrow and wide. It drives a real window and draws it when nothing is
 * loading any more. */

#include "ui/ebb-gallery.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/ebb-picture.h"
#include "ui/ebb-state-view.h"
#include "ui/ebb-window.h"

/* How often it looks whether a page is ready, and how long it waits for one. */
#define LOOK_MS 40
#define PATIENCE_US (15 * G_USEC_PER_SEC)

typedef struct
{
  const char *name;
  int width;
  int height;
} Size;

static const Size sizes[] = { { "wide", 1024, 768 }, { "narrow", 360, 720 } };

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
static const char *const scheme_names[] = { "light", "dark" };

/* A page to draw: of a device, or not. */
typedef struct
{
  char *page;
  char *device_id; /* (nullable) */
  char *name;
} Shot;

static void
shot_free (Shot *shot)
{
  g_free (shot->page);
  g_free (shot->device_id);
  g_free (shot->name);
  g_free (shot);
}

typedef struct
{
  AdwApplication *application; /* not owned */
  EbbContext *context;         /* not owned */
  const char *directory;
  GPtrArray *shots;            /* (owned) (nullable) (element-type Shot): NULL until the home is known */
  guint next;                  /* counts through sizes × schemes × shots */
  EbbWindow *window;           /* not owned (nullable) */
  guint n_calm;                /* looks in a row at which nothing was loading */
  gint64 since_us;             /* monotonic: when this page was opened */
  int status;
} Gallery;

static void
add_shot (Gallery    *gallery,
          const char *page,
          const char *device_id,
          const char *name)
{
  Shot *shot = g_new0 (Shot, 1);

  shot->page = g_strdup (page);
  shot->device_id = g_strdup (device_id);
  shot->name = g_strdup (name);
  g_ptr_array_add (gallery->shots, shot);
}

static void
list_shots (Gallery *gallery,
            EbbHome *home)
{
  GListModel *devices = ebb_home_get_devices (home);

  gallery->shots = g_ptr_array_new_with_free_func ((GDestroyNotify) shot_free);
  add_shot (gallery, "devices", NULL, "devices");
  add_shot (gallery, "savings", NULL, "savings");
  add_shot (gallery, "add-device", NULL, "add-device");
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (EbbDevice) device = g_list_model_get_item (devices, i);
      g_autofree char *name = g_strdup_printf ("device-%u-%s", i + 1, ebb_device_get_values (device)->kind_text);

      add_shot (gallery, "device", ebb_device_get_id (device), name);
    }
  /* Last, for the demo is left for it. */
  add_shot (gallery, "welcome", NULL, "welcome");
}

static gboolean
is_loading (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (EBB_IS_STATE_VIEW (widget) && ebb_state_view_is_loading (EBB_STATE_VIEW (widget)))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (is_loading (child))
      return TRUE;

  return FALSE;
}

static void
fail (Gallery    *gallery,
      const char *message)
{
  g_printerr ("ebb: %s\n", message);
  gallery->status = 1;
  g_application_quit (G_APPLICATION (gallery->application));
}

static gboolean
open_home (Gallery *gallery)
{
  g_autoptr (GError) error = NULL;

  if (!ebb_context_open_demo (gallery->context, &error))
    {
      fail (gallery, error->message);
      return FALSE;
    }

  ebb_home_refresh (ebb_session_get_home (ebb_context_get_session (gallery->context)));
  return TRUE;
}

/* Opens the page of the next picture, in a window of its size. */
static void
open_next (Gallery *gallery)
{
  guint n = gallery->shots->len;
  Shot *shot = g_ptr_array_index (gallery->shots, gallery->next % n);
  guint scheme = gallery->next / n % G_N_ELEMENTS (schemes);
  const Size *size = &sizes[gallery->next / n / G_N_ELEMENTS (schemes)];

  if (gallery->next % n == 0)
    {
      if (ebb_context_get_session (gallery->context) == NULL)
        open_home (gallery);
      if (gallery->window != NULL)
        gtk_window_destroy (GTK_WINDOW (gallery->window));
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[scheme]);
      gallery->window = EBB_WINDOW (ebb_window_new (GTK_APPLICATION (gallery->application), gallery->context, NULL, NULL));
      gtk_window_set_default_size (GTK_WINDOW (gallery->window), size->width, size->height);
      gtk_window_present (GTK_WINDOW (gallery->window));
    }
  if (g_str_equal (shot->page, "welcome"))
    ebb_context_close_demo (gallery->context);
  else
    ebb_window_show_page (gallery->window, shot->page, shot->device_id);
  gallery->n_calm = 0;
  gallery->since_us = g_get_monotonic_time ();
}

static gboolean
draw (Gallery  *gallery,
      GError  **error)
{
  guint n = gallery->shots->len;
  Shot *shot = g_ptr_array_index (gallery->shots, gallery->next % n);
  g_autofree char *file = g_strdup_printf ("%s-%s-%s.png", shot->name,
                                           sizes[gallery->next / n / G_N_ELEMENTS (schemes)].name,
                                           scheme_names[gallery->next / n % G_N_ELEMENTS (schemes)]);
  g_autofree char *path = g_build_filename (gallery->directory, file, NULL);

  return ebb_picture_save (GTK_WIDGET (gallery->window), path, error);
}

static gboolean
look_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GError) error = NULL;

  if (g_get_monotonic_time () - gallery->since_us > PATIENCE_US)
    {
      fail (gallery, _("A page did not get ready to be drawn."));
      return G_SOURCE_REMOVE;
    }

  if (gallery->shots == NULL)
    {
      EbbHome *home = ebb_session_get_home (ebb_context_get_session (gallery->context));

      if (ebb_home_get_updated_at (home) == EBB_TIME_UNKNOWN)
        return G_SOURCE_CONTINUE;
      list_shots (gallery, home);
      open_next (gallery);
      return G_SOURCE_CONTINUE;
    }

  gallery->n_calm = is_loading (GTK_WIDGET (gallery->window)) ? 0 : gallery->n_calm + 1;
  /* More than once, so that the frame after the last change has been laid out. */
  if (gallery->n_calm < 3)
    return G_SOURCE_CONTINUE;

  if (!draw (gallery, &error))
    {
      fail (gallery, error->message);
      return G_SOURCE_REMOVE;
    }

  gallery->next++;
  if (gallery->next == gallery->shots->len * G_N_ELEMENTS (schemes) * G_N_ELEMENTS (sizes))
    {
      g_application_quit (G_APPLICATION (gallery->application));
      return G_SOURCE_REMOVE;
    }

  open_next (gallery);
  return G_SOURCE_CONTINUE;
}

static void
activate_cb (AdwApplication *application,
             Gallery        *gallery)
{
  if (!open_home (gallery))
    return;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name", "Cantarell 11", NULL);
  g_application_hold (G_APPLICATION (application));
  gallery->since_us = g_get_monotonic_time ();
  g_timeout_add (LOOK_MS, look_cb, gallery);
}

/**
 * ebb_gallery_run:
 * @application_id: the build's
 * @context: a context with a demo
 * @directory: where the pictures go; it must exist
 *
 * Draws every page of the demo home, and says on standard error what kept it from it.
 *
 * Returns: the exit status
 */
int
ebb_gallery_run (const char *application_id,
                 EbbContext *context,
                 const char *directory)
{
  g_autoptr (AdwApplication) application = adw_application_new (application_id, G_APPLICATION_NON_UNIQUE);
  Gallery gallery = { .application = application, .context = context, .directory = directory };
  int status;

  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/ebb_energy/Ebb");
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &gallery);
  status = g_application_run (G_APPLICATION (application), 0, NULL);
  g_clear_pointer (&gallery.shots, g_ptr_array_unref);

  return status != 0 ? status : gallery.status;
}

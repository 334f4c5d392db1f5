/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws scenarios, in one language and with or without high contrast, which a process cannot change. It reads the names of scenarios
 * from standard input, one a line, and says on standard output what became of each. It drives a real window. */

#include "cockpit/ebb-gallery-worker.h"

#include <adwaita.h>
#include <gio/gunixinputstream.h>

#include "cockpit/ebb-audit.h"
#include "cockpit/ebb-picture.h"

/* The client's waits, so that what fails slowly fails sooner. */
#define PATIENCE_MS 2000

/* How many frames in a row have to have the size that was asked for, and how many are waited for at most. */
#define N_SAME_FRAMES 2
#define N_FRAMES 90

#define DPI (96 * 1024)

typedef struct
{
  GtkApplication *application; /* not owned */
  EbbScene *scene;             /* not owned */
  const EbbGalleryPlan *plan;
  const char *directory;
  GDataInputStream *input;     /* (owned) */

  EbbScenario *scenario;       /* (owned) (nullable): that is being drawn */
  EbbGalleryPlan *looks;       /* (owned) (nullable): what of the plan holds for it */
  gint64 since_us;             /* monotonic */
  GVariantBuilder pictures;
  GtkWidget *window;           /* (nullable) */
  guint look;                  /* counts through sizes × themes × scales */
  guint n_same;
  gboolean is_doubted; /* something was found in this look, and it is drawn once more */
  guint n_frames;
} Worker;

static void read_next (Worker *self);
static void show_look (Worker *self);

static const EbbGallerySize *
get_size (Worker *self)
{
  return &g_array_index (self->looks->sizes, EbbGallerySize, self->look % self->looks->sizes->len);
}

static const EbbGalleryTheme *
get_theme (Worker *self)
{
  return &g_array_index (self->looks->themes, EbbGalleryTheme, self->look / self->looks->sizes->len % self->looks->themes->len);
}

static int
get_scale (Worker *self)
{
  return g_array_index (self->looks->scales, int, self->look / self->looks->sizes->len / self->looks->themes->len);
}

static guint
get_n_looks (Worker *self)
{
  return self->looks->sizes->len * self->looks->themes->len * self->looks->scales->len;
}

/* Says what became of the scenario, and goes on to the next. */
static void
finish (Worker     *self,
        const char *failure)
{
  const char *name = ebb_scenario_get_values (self->scenario)->name;
  gint64 spent_ms = (g_get_monotonic_time () - self->since_us) / 1000;
  g_autoptr (GVariant) result = g_variant_ref_sink (g_variant_new (EBB_GALLERY_RESULT, name, &self->pictures, failure, spent_ms));
  g_autofree char *text = g_variant_print (result, FALSE);

  g_print ("%s\n", text);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  g_clear_object (&self->scenario);
  g_clear_pointer (&self->looks, ebb_gallery_plan_free);
  read_next (self);
}

/* Says that nothing more can be drawn. */
static void
give_up (Worker     *self,
         const char *message)
{
  g_print (EBB_GALLERY_END "%s\n", message);
  g_application_quit (G_APPLICATION (self->application));
}

/* What the audit finds it finds twice: on a busy computer a picture may be taken before the last of its rows knows its width. */
static gboolean
draw (Worker  *self,
      GError **error)
{
  const EbbGalleryLocale *locale = &g_array_index (self->plan->locales, EbbGalleryLocale, 0);
  g_autofree char *file = ebb_gallery_plan_dup_file (ebb_scenario_get_values (self->scenario)->name, get_size (self),
                                                     get_theme (self), locale, get_scale (self));
  g_autofree char *path = g_build_filename (self->directory, file, NULL);
  g_autoptr (GdkTexture) picture = ebb_picture_take (self->window, error);
  g_auto (GStrv) findings = NULL;

  if (picture == NULL || !ebb_picture_save (picture, path, error))
    return FALSE;

  findings = ebb_audit (self->window, picture, get_size (self)->width);
  if (findings[0] != NULL && !self->is_doubted)
    {
      self->is_doubted = TRUE;
      self->n_same = 0;
      self->n_frames = 0;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, "Something was found");
      return FALSE;
    }

  g_variant_builder_add (&self->pictures, "(s^as)", file, findings);
  return TRUE;
}

static gboolean
frame_cb (GtkWidget     *window,
          GdkFrameClock *frames,
          gpointer       user_data)
{
  Worker *self = user_data;
  const EbbGallerySize *size = get_size (self);
  gboolean is_same = gtk_widget_get_width (window) == size->width && gtk_widget_get_height (window) == size->height;
  g_autoptr (GError) error = NULL;

  self->n_same = is_same ? self->n_same + 1 : 0;
  self->n_frames++;
  /* A page that does not fit makes the window larger; the audit says so. */
  if (self->n_same <= N_SAME_FRAMES && self->n_frames < N_FRAMES)
    return G_SOURCE_CONTINUE;

  if (!draw (self, &error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING) && self->n_frames < N_FRAMES)
    return G_SOURCE_CONTINUE;

  if (error != NULL && error->domain == G_FILE_ERROR)
    give_up (self, error->message);
  else if (error != NULL)
    finish (self, error->message);
  else if (++self->look == get_n_looks (self))
    finish (self, "");
  else
    show_look (self);

  return G_SOURCE_REMOVE;
}

static void
apply_look (Worker *self)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI * get_scale (self) / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      get_theme (self)->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_window_set_default_size (GTK_WINDOW (self->window), get_size (self)->width, get_size (self)->height);
}

static void
show_look (Worker *self)
{
  apply_look (self);
  /* Which of the workers' windows has the keyboard is chance, so nothing shows that it has. */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  self->is_doubted = FALSE;
  self->n_same = 0;
  self->n_frames = 0;
  gtk_widget_add_tick_callback (self->window, frame_cb, self, NULL);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Worker *self = user_data;
  g_autoptr (GError) error = NULL;

  if (ebb_scene_open_finish (EBB_SCENE (source), result, &error))
    show_look (self);
  else
    finish (self, error->message);
}

static void
play (Worker     *self,
      const char *name)
{
  const EbbGalleryLocale *locale = &g_array_index (self->plan->locales, EbbGalleryLocale, 0);
  const EbbLook *look;
  g_autoptr (GError) error = NULL;

  self->since_us = g_get_monotonic_time ();
  g_variant_builder_init (&self->pictures, G_VARIANT_TYPE ("a(sas)"));
  self->look = 0;
  self->scenario = ebb_scenario_player_load (ebb_scene_get_player (self->scene), name, &error);
  if (self->scenario == NULL)
    {
      /* Whoever gives names has them from the same list. */
      g_printerr ("ebb: %s\n", error->message);
      g_variant_builder_clear (&self->pictures);
      g_application_quit (G_APPLICATION (self->application));
      return;
    }

  if (!ebb_scene_begin (self->scene, self->scenario, &error))
    {
      finish (self, error->message);
      return;
    }

  look = ebb_scene_get_look (self->scene);
  self->looks = ebb_gallery_plan_narrow (self->plan, look);
  gtk_widget_set_default_direction (look->direction != GTK_TEXT_DIR_NONE ? look->direction
                                    : locale->is_mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  self->window = ebb_window_new (self->application, ebb_scene_get_context (self->scene), NULL, NULL);
  /* Wherever the pointer happens to be, nothing is hovered. */
  gtk_widget_set_can_target (self->window, FALSE);
  apply_look (self);
  gtk_window_present (GTK_WINDOW (self->window));
  ebb_scene_open_async (self->scene, EBB_WINDOW (self->window), opened_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Worker *self = user_data;
  g_autofree char *name = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (name == NULL)
    g_application_quit (G_APPLICATION (self->application));
  else
    play (self, name);
}

static void
read_next (Worker *self)
{
  g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, NULL, read_cb, self);
}

/* The frame that windows have on a display without compositor is no part of the page, and would take of its width. */
static void
remove_frame (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, "window { border: none; padding: 0; margin: 0; border-radius: 0; box-shadow: none; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
}

/* Pictures are compared to the last pixel, so nothing may move and nothing may depend on the person's own preferences. */
static void
activate_cb (Worker *self)
{
  g_application_hold (G_APPLICATION (self->application));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, "gtk-font-name",
                "Cantarell 11", "gtk-decoration-layout", ":minimize,maximize,close", "gtk-icon-theme-name", "hicolor", NULL);
  remove_frame ();
  read_next (self);
}

/**
 * ebb_gallery_worker_run:
 * @application_id: the build's
 * @scene: where scenarios play
 * @plan: what is drawn of each: of one language, and all with the same contrast
 * @directory: where the pictures go; it must exist
 *
 * Draws the scenarios that standard input names, until it ends.
 *
 * Returns: the exit status
 */
int
ebb_gallery_worker_run (const char           *application_id,
                        EbbScene             *scene,
                        const EbbGalleryPlan *plan,
                        const char           *directory)
{
  g_autoptr (AdwApplication) application = adw_application_new (application_id, G_APPLICATION_NON_UNIQUE);
  g_autoptr (GInputStream) standard_input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (standard_input);
  Worker self = { .application = GTK_APPLICATION (application), .scene = scene, .plan = plan, .directory = directory, .input = input };

  ebb_scene_set_patience (scene, PATIENCE_MS);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/ebb_energy/Ebb");
  g_signal_connect_swapped (application, "activate", G_CALLBACK (activate_cb), &self);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}

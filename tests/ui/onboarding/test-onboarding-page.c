/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page that adds a device, in a window, against a real service, with a browser that only writes down what it was asked
 * to open. The desktop knows it for http, and nothing for https. */

#include "ui/ebb-onboarding-page.h"

#include <glib/gstdio.h>
#include <string.h>

#include "onboarding-stage.h"

#define NOON G_GINT64_CONSTANT (1772366400000000) /* 2026-03-01T12:00:00Z */
#define NO_BROWSER "https://maker.example/" STAGE_SECRET

typedef struct
{
  Stage      *stage;
  EbbClock   *clock;
  EbbSession *session;
  GtkWidget  *window;
  GtkWidget  *page;
  guint       n_closed;
} Fixture;

static char *opened_path;

/* The first mapped widget of a type, and with a text if it matters. */
static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *property,
      const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    {
      g_autofree char *value = NULL;

      if (property != NULL)
        g_object_get (widget, property, &value, NULL);
      if (property == NULL || g_strcmp0 (value, text) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, property, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
shows (Fixture    *f,
       const char *text)
{
  return find (f->page, GTK_TYPE_LABEL, "label", text) != NULL;
}

static void
press (Fixture    *f,
       const char *label)
{
  GtkWidget *button;

  stage_wait_until ((button = find (f->page, GTK_TYPE_BUTTON, "label", label)) != NULL);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
choose (Fixture    *f,
        const char *kind)
{
  GtkWidget *row = find (f->page, ADW_TYPE_ACTION_ROW, "title", kind);

  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
}

static gboolean
has_focus (Fixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, f->page) && gtk_widget_get_mapped (focus);
}

static void
closed_cb (Fixture *f)
{
  f->n_closed++;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  EbbHome *home;

  f->stage = stage_new ();
  f->clock = ebb_clock_new_from (NOON, 0);
  f->session = ebb_session_new_for_demo (f->stage->uri, NULL, f->clock, &error);
  g_assert_no_error (error);
  home = ebb_session_get_home (f->session);
  ebb_home_refresh (home);
  stage_wait_until (!ebb_home_is_loading (home));

  f->page = ebb_onboarding_page_new (f->session, NULL);
  g_signal_connect_swapped (f->page, "closed", G_CALLBACK (closed_cb), f);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->page);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 360, 640);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
}

/* Whatever it shows: it goes whole. */
static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  GtkWidget *page = f->page;
  EbbSession *session = f->session;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  gtk_window_destroy (GTK_WINDOW (f->window));
  stage_wait_until (page == NULL);
  stage_recover (f->stage);
  g_clear_object (&f->session);
  stage_wait_until (session == NULL);
  g_clear_object (&f->clock);
  g_clear_pointer (&f->stage, stage_free);
  g_remove (opened_path);
}

static void
come_back (Fixture *f)
{
  g_autofree char *back = g_strdup (stage_get_asked (f->stage, "redirect_url"));

  g_assert_cmpuint (stage_browse (back), ==, 200);
}

static void
go_to_browser (Fixture *f)
{
  choose (f, "Electric car");
  stage_wait_until (shows (f, "Continue in your browser") || shows (f, "No browser was found"));
}

static void
test_choose (Fixture       *f,
             gconstpointer  data)
{
  static const char *const kinds[] = {
    "Electric car", "Charger", "Heat pump", "Thermostat", "Water heater", "Battery", "Solar inverter", "Something else",
  };
  GtkWidget *back = find (f->page, GTK_TYPE_BUTTON, "icon-name", "go-previous-symbolic");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_nonnull (find (f->page, ADW_TYPE_ACTION_ROW, "title", kinds[i]));
  g_assert_true (has_focus (f));
  gtk_test_accessible_assert_role (back, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (back, GTK_ACCESSIBLE_PROPERTY_LABEL, "Back");

  g_assert_true (gtk_widget_activate_action (f->page, "onboarding.back", NULL));
  g_assert_cmpuint (f->n_closed, ==, 1);
}

static void
test_kinds (Fixture       *f,
            gconstpointer  data)
{
  choose (f, "Solar inverter");
  stage_wait_until (shows (f, "Continue in your browser"));
  g_assert_cmpstr (stage_get_asked (f->stage, "device_type"), ==, "inverter");

  press (f, "_Cancel");
  stage_wait_until (find (f->page, ADW_TYPE_ACTION_ROW, "title", "Something else") != NULL);
  choose (f, "Something else");
  stage_wait_until (shows (f, "Continue in your browser"));
  g_assert_null (stage_get_asked (f->stage, "device_type"));
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
was_opened (const char *link)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (opened_path, &text, NULL, NULL) && g_str_equal (text, link);
}

/* The browser of an earlier test may still be writing, so it has to be this link. */
static void
wait_until_opened (const char *link)
{
  guint tick = g_timeout_add (10, tick_cb, NULL);

  stage_wait_until (was_opened (link));
  g_source_remove (tick);
  g_remove (opened_path);
}

static void
text_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_browser (Fixture       *f,
              gconstpointer  data)
{
  g_autofree char *link = g_strconcat (f->stage->uri, "page/" STAGE_SECRET, NULL);
  g_autofree char *copied = NULL;

  go_to_browser (f);
  g_assert_true (has_focus (f));
  wait_until_opened (link);
  g_assert_true (shows (f, "Waiting until you are done in the browser"));

  press (f, "_Open the browser again");
  wait_until_opened (link);

  press (f, "Copy _link");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->page), NULL, text_cb, &copied);
  stage_wait_until (copied != NULL);
  g_assert_cmpstr (copied, ==, link);
  g_assert_true (shows (f, "Link copied"));

  /* A step back gives it up; one more leaves. */
  g_assert_true (gtk_widget_activate_action (f->page, "onboarding.back", NULL));
  stage_wait_until (shows (f, "What would you like to add?"));
  g_assert_true (has_focus (f));
  g_assert_cmpuint (f->n_closed, ==, 0);
  g_assert_true (gtk_widget_activate_action (f->page, "onboarding.back", NULL));
  g_assert_cmpuint (f->n_closed, ==, 1);
}

static void
test_no_browser (Fixture       *f,
                 gconstpointer  data)
{
  f->stage->url = NO_BROWSER;
  go_to_browser (f);
  stage_wait_until (shows (f, "No browser was found"));
  g_assert_null (find (f->page, GTK_TYPE_BUTTON, "label", "_Open the browser again"));
  g_assert_nonnull (find (f->page, GTK_TYPE_BUTTON, "label", "Copy _link"));
  g_assert_true (has_focus (f));
}

static void
test_time_left (Fixture       *f,
                gconstpointer  data)
{
  f->stage->expires_at = "2026-03-01T12:04:30Z";
  go_to_browser (f);
  g_assert_true (shows (f, "The link works for another 4\u00a0min."));
}

static void
test_trouble (Fixture       *f,
              gconstpointer  data)
{
  go_to_browser (f);
  f->stage->health = STAGE_HANGS_UP;
  come_back (f);
  stage_wait_until (shows (f, "The service cannot be reached right now. Ebb keeps trying."));
  g_assert_nonnull (find (f->page, GTK_TYPE_BUTTON, "label", "_Open the browser again"));

  stage_recover (f->stage);
  come_back (f);
  stage_wait_until (shows (f, "Waiting until you are done in the browser"));
}

static GtkWidget *
find_entry (Fixture    *f,
            const char *text)
{
  return find (f->page, ADW_TYPE_ENTRY_ROW, "text", text);
}

static void
find_three (Fixture *f)
{
  go_to_browser (f);
  stage_complete (f->stage, 3);
  come_back (f);
  stage_wait_until (shows (f, "3 devices were added"));
}

static void
test_found (Fixture       *f,
            gconstpointer  data)
{
  find_three (f);
  g_assert_true (has_focus (f));
  g_assert_true (shows (f, "Lagom Rum"));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (f, "Rum")), "  Nursery ");
  press (f, "_Done");
  stage_wait_until (f->n_closed == 1);

  g_assert_cmpuint (f->stage->n_renamed, ==, 1);
  g_assert_cmpstr (stage_get_asked (f->stage, "custom_device_name"), ==, "Nursery");
}

/* To leave keeps what was entered, too. */
static void
test_found_and_back (Fixture       *f,
                     gconstpointer  data)
{
  find_three (f);
  gtk_editable_set_text (GTK_EDITABLE (find_entry (f, "Rum")), "Nursery");
  g_assert_true (gtk_widget_activate_action (f->page, "onboarding.back", NULL));
  stage_wait_until (f->n_closed == 1);
  g_assert_cmpuint (f->stage->n_renamed, ==, 1);
}

static void
test_name_refused (Fixture       *f,
                   gconstpointer  data)
{
  GtkWidget *entry;

  find_three (f);
  entry = find_entry (f, "Rum");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Nursery");
  f->stage->rename_status = 403;
  press (f, "_Done");
  stage_wait_until (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_cmpuint (f->n_closed, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Nursery");
  stage_wait_until (gtk_widget_is_sensitive (entry));

  /* Typing begins anew, and the page can be left all the same. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "Nursery 2");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_true (gtk_widget_activate_action (f->page, "onboarding.back", NULL));
  g_assert_cmpuint (f->n_closed, ==, 1);
}

static void
test_ends (Fixture       *f,
           gconstpointer  data)
{
  static const struct
  {
    const char *status;
    const char *failure;
    const char *title;
    const char *way_on;
    const char *leads_to;
  } ends[] = {
    { "completed", NULL, "Nothing new was found", "_Try again", "Continue in your browser" },
    { "cancelled", NULL, "Nothing was added", "_Choose a device", "What would you like to add?" },
    { "expired", NULL, "The link is too old", "Get a _new link", "Continue in your browser" },
    { "failed", "access_denied", "Access was not allowed", "_Try again", "Continue in your browser" },
    { "failed", "incompatible_device", "This device cannot be added", "_Choose another device", "What would you like to add?" },
    { "failed", "subscription_missing", "A subscription is missing", "_Try again", "Continue in your browser" },
    { "failed", "already_linked", "This device is already linked", "_Choose another device", "What would you like to add?" },
    { "failed", "no_devices", "No devices in that account", "_Try again", "Continue in your browser" },
    { "failed", "manufacturer_unavailable", "The maker is not answering", "_Try again", "Continue in your browser" },
    { "failed", "of_tomorrow", "The device could not be added", "_Try again", "Continue in your browser" },
  };

  choose (f, "Charger");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      stage_wait_until (shows (f, "Continue in your browser"));
      f->stage->status = ends[i].status;
      f->stage->failure = ends[i].failure;
      come_back (f);
      stage_wait_until (shows (f, ends[i].title));
      g_assert_true (has_focus (f));

      f->stage->status = "pending";
      f->stage->failure = NULL;
      press (f, ends[i].way_on);
      stage_wait_until (shows (f, ends[i].leads_to));
      if (shows (f, "What would you like to add?"))
        choose (f, "Charger");
    }
}

static void
test_cannot_start (Fixture       *f,
                   gconstpointer  data)
{
  f->stage->health = STAGE_HANGS_UP;
  choose (f, "Charger");
  stage_wait_until (shows (f, "No connection"));
  stage_recover (f->stage);
  press (f, "_Try again");
  stage_wait_until (shows (f, "Continue in your browser"));
}

/* The page goes while it is being asked for a link. */
static void
test_gone_while_starting (Fixture       *f,
                          gconstpointer  data)
{
  f->stage->health = STAGE_HOLDS;
  choose (f, "Charger");
  stage_wait_until (f->stage->held->len > 0);
  g_assert_true (has_focus (f));
}

static void
install_browser (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *script = g_build_filename (g_get_user_data_dir (), "browser", NULL);
  g_autofree char *desktop = g_build_filename (folder, "browser.desktop", NULL);
  g_autofree char *list = g_build_filename (folder, "mimeapps.list", NULL);
  g_autofree char *code = NULL;
  g_autofree char *entry = NULL;
  g_autoptr (GError) error = NULL;

  opened_path = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  code = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" >'%s.new' && mv '%s.new' '%s'\n", opened_path, opened_path, opened_path);
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec='%s' %%u\nMimeType=x-scheme-handler/http;\n",
                           script);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents_full (script, code, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_file_set_contents (desktop, entry, -1, &error);
  g_assert_no_error (error);
  g_file_set_contents (list, "[Default Applications]\nx-scheme-handler/http=browser.desktop\n", -1, &error);
  g_assert_no_error (error);
}

static void
add (const char *name,
     void      (*test) (Fixture       *f,
                        gconstpointer  data))
{
  g_autofree char *path = g_strconcat ("/onboarding-page/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  install_browser ();
  adw_init ();
  /* Or what is fading out would still be there to find. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  add ("choose", test_choose);
  add ("kinds", test_kinds);
  add ("browser", test_browser);
  add ("no-browser", test_no_browser);
  add ("time-left", test_time_left);
  add ("trouble", test_trouble);
  add ("found", test_found);
  add ("found-and-back", test_found_and_back);
  add ("name-refused", test_name_refused);
  add ("ends", test_ends);
  add ("cannot-start", test_cannot_start);
  add ("gone-while-starting", test_gone_while_starting);

  status = g_test_run ();
  g_free (opened_path);

  return status;
}

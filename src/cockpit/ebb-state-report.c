/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reviewer saw, in one file that every browser shows: what played, when and where, how it looked, what was asked and answered,
 * and a picture. In English, since it is for those who mend. No token is in it; what was on the screen and what was answered is. */

#include "cockpit/ebb-state-report.h"

#include "cockpit/ebb-html.h"
#include "cockpit/ebb-picture.h"
#include "cockpit/ebb-request-text.h"

#define HEAD "/io/github/ebb_energy/Ebb/cockpit/state-report.html"

static void
append_fact (GString    *html,
             const char *name,
             const char *value)
{
  ebb_html_append (html, "<tr><th>%s</th><td>%s</td></tr>\n", name, value);
}

static void
append_time (GString  *html,
             EbbClock *clock)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ebb_clock_now (clock) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *utc_text = g_date_time_format_iso8601 (utc);
  g_autofree char *local_text = g_date_time_format_iso8601 (local);
  g_autofree char *text = g_strdup_printf ("%s (here %s), passing %g times as fast as it does", utc_text, local_text,
                                           ebb_clock_get_speed (clock));

  append_fact (html, "Time", text);
}

static void
append_versions (GString *html)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *text = g_strdup_printf ("Ebb %s, GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u, %s", EBB_VERSION,
                                           gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                                           adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                                           glib_major_version, glib_minor_version, glib_micro_version,
                                           system != NULL ? system : "an unknown system");

  append_fact (html, "Versions", text);
}

static void
append_look (GString   *html,
             EbbWindow *window)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *font = NULL;
  g_autofree char *text = NULL;
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-xft-dpi", &dpi, "gtk-font-name", &font, NULL);
  text = g_strdup_printf ("%d × %d application pixels at scale %d, %s%s, %s, %.0f dots an inch, %s to %s, language %s",
                          gtk_widget_get_width (GTK_WIDGET (window)), gtk_widget_get_height (GTK_WIDGET (window)),
                          gtk_widget_get_scale_factor (GTK_WIDGET (window)), adw_style_manager_get_dark (style) ? "dark" : "light",
                          adw_style_manager_get_high_contrast (style) ? " and high contrast" : "", font, dpi / 1024.0,
                          gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "right" : "left",
                          gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "left" : "right", g_get_language_names ()[0]);
  append_fact (html, "Look", text);
}

static void
append_faults (GString           *html,
               const char *const *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; faults[0] != NULL; faults += 2)
    g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", faults[0], *faults[1] != '\0' ? faults[1] : "none");
  append_fact (html, "Faults", text->len > 0 ? text->str : "as in the scenario");
}

static void
append_facts (GString           *html,
              EbbScene          *scene,
              EbbWindow         *window,
              const char *const *faults)
{
  EbbContext *context = ebb_scene_get_context (scene);
  EbbScenario *scenario = ebb_scene_get_scenario (scene);
  EbbSession *session = ebb_context_get_session (context);

  g_string_append (html, "<table>\n");
  if (scenario != NULL)
    {
      append_fact (html, "Scenario", ebb_scenario_get_values (scenario)->name);
      append_fact (html, "What it is", ebb_scenario_get_values (scenario)->sentence);
      append_fact (html, "Look for", ebb_scenario_get_values (scenario)->expect);
    }
  else
    append_fact (html, "Scenario", session == NULL || ebb_session_is_demo (session) ? "none: the demo home" : "none: a real account");
  append_fact (html, "Page", ebb_window_get_page (window));
  append_time (html, ebb_context_get_clock (context));
  append_faults (html, faults);
  append_look (html, window);
  append_versions (html);
  g_string_append (html, "</table>\n");
}

static void
append_request (GString       *html,
                EbbTraceEntry *entry)
{
  g_autofree char *outcome = ebb_request_text_dup_outcome (entry);
  g_autofree char *place = ebb_request_text_dup_place (entry);
  g_autofree char *sent = ebb_request_text_dup_sent (entry);
  g_autofree char *answer = ebb_request_text_dup_answer (entry);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ebb_trace_entry_get_time (entry) / G_USEC_PER_SEC);
  g_autofree char *time_text = g_date_time_format_iso8601 (time);

  ebb_html_append (html, "<details><summary%s>%s · %s · %s %s</summary>\n",
                   ebb_trace_entry_has_failed (entry) ? " class=failed" : "", outcome, time_text, ebb_trace_entry_get_method (entry),
                   place);
  ebb_html_append (html, "<pre>%s</pre>\n<pre>%s</pre></details>\n", sent, answer);
}

/**
 * ebb_state_report_new:
 * @scene: what plays
 * @trace: what was asked
 * @window: what is shown
 * @faults: pairs of operation and fault, ended by %NULL
 * @error: why there is no picture
 *
 * Returns: (transfer full): a page of HTML that needs nothing else
 */
char *
ebb_state_report_new (EbbScene           *scene,
                EbbTrace           *trace,
                EbbWindow          *window,
                const char *const  *faults,
                GError            **error)
{
  g_autoptr (GBytes) head = g_resources_lookup_data (HEAD, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (GdkTexture) picture = head != NULL ? ebb_picture_take (GTK_WIDGET (window), error) : NULL;
  g_autoptr (GBytes) png = picture != NULL ? gdk_texture_save_to_png_bytes (picture) : NULL;
  g_autofree char *encoded = NULL;
  GString *html;

  if (png == NULL)
    return NULL;

  html = g_string_new_len (g_bytes_get_data (head, NULL), (gssize) g_bytes_get_size (head));
  g_string_append (html, "<h1>A state of Ebb</h1>\n");
  g_string_append (html, "<p>No token is in this file. What was on the screen and what the service answered is.</p>\n");
  append_facts (html, scene, window, faults);
  encoded = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_string_append_printf (html, "<h2>On the screen</h2>\n<img alt=\"The window\" src=\"data:image/png;base64,%s\">\n", encoded);
  g_string_append (html, "<h2>Requests, the newest first</h2>\n");
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (trace)); i++)
    {
      g_autoptr (EbbTraceEntry) entry = g_list_model_get_item (G_LIST_MODEL (trace), i);

      append_request (html, entry);
    }
  g_string_append (html, "</body>\n</html>\n");

  return g_string_free (html, FALSE);
}

/**
 * ebb_state_report_dup_name:
 * @scene: what plays
 *
 * Returns: (transfer full): a name for the file: of the scenario and the time there
 */
char *
ebb_state_report_dup_name (EbbScene *scene)
{
  EbbScenario *scenario = ebb_scene_get_scenario (scene);
  gint64 now_us = ebb_clock_now (ebb_context_get_clock (ebb_scene_get_context (scene)));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autofree char *time_text = g_date_time_format (time, "%Y%m%dT%H%M%SZ");

  return g_strdup_printf ("ebb-%s-%s.html", scenario != NULL ? ebb_scenario_get_values (scenario)->name : "state", time_text);
}
